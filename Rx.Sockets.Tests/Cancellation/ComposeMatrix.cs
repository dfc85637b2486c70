using System.Net.Sockets;
using F = Rx.Sockets.CancellationFilter;
using L = Rx.Sockets.CancellationLevel;

namespace Rx.Sockets.Tests.Cancellation;

/// <summary>The cancellation matrix of Asio's compose.cpp: every level, through every pair of filters, at every point of a composed
/// send, in every way. What must come of it is said here once more, in other words than the library's.</summary>
public class ComposeMatrix
{
    private static readonly (F? Filter, L Passes)[] Filters =
        [(null, L.Terminal), (F.Disable, L.None), (F.EnableTerminal, L.Terminal), (F.EnablePartial, L.Terminal | L.Partial), (F.EnableTotal, L.All)];

    public static TheoryData<ComposePoint, ComposeWay> Points
    {
        get
        {
            var points = new TheoryData<ComposePoint, ComposeWay>();
            foreach (var point in Enum.GetValues<ComposePoint>())
            {
                foreach (var way in Enum.GetValues<ComposeWay>())
                    points.Add(point, way);
            }

            return points;
        }
    }

    [Theory, MemberData(nameof(Points))]
    public void Each_level_through_each_filter(ComposePoint point, ComposeWay way)
    {
        foreach (var (inFilter, noted) in Filters)
        {
            foreach (var (outFilter, heard) in Filters)
            {
                for (var level = L.None; level <= L.All; level++)
                {
                    var forwarded = level & noted & (outFilter is null ? noted : heard);
                    Check(point, way, level, inFilter, outFilter, looks: false, Expected(point, level, L.None, forwarded));
                    Check(point, way, level, inFilter, outFilter, looks: true, Expected(point, level, level & noted, forwarded));
                }
            }
        }
    }

    // compose.cpp, word for word: by default total and partial are ignored; the filters of the other names let in what they say.
    [Theory]
    [InlineData(null, L.Total, false)]
    [InlineData(null, L.Partial, false)]
    [InlineData(null, L.Terminal, true)]
    [InlineData("partial", L.Total, false)]
    [InlineData("partial", L.Partial, true)]
    [InlineData("partial", L.Terminal, true)]
    [InlineData("total", L.Total, true)]
    [InlineData("total", L.Partial, true)]
    [InlineData("total", L.Terminal, true)]
    public void The_rows_of_Asio(string? filter, L level, bool stops)
    {
        F? inFilter = filter switch { "partial" => F.EnablePartial, "total" => F.EnableTotal, _ => null };
        var scene = new ComposeScene(ComposePoint.FirstStepUntouched, inFilter, null, level, looks: false);
        scene.Arrive();
        scene.Ask(ComposeWay.Slot, level);
        scene.End();
        Assert.Equal(stops ? new SendResult(SocketError.OperationAborted, 0, level) : new SendResult(SocketError.Success, 9), scene.Settled);
    }

    private static void Check(ComposePoint point, ComposeWay way, L level, F? inFilter, F? outFilter, bool looks, SendResult expected)
    {
        var scene = new ComposeScene(point, inFilter, outFilter, way == ComposeWay.Unsubscribe ? level : L.Total, looks);
        scene.Arrive();
        var bytes = ComposeScene.BytesAt(point);
        Assert.True(bytes == scene.Socket.BytesTransferred, $"{point}: {scene.Socket.BytesTransferred} bytes are out");
        scene.Ask(way, level);
        scene.End();
        var combination = $"{point}, {way} {level}, in {inFilter}, out {outFilter}{(looks ? ", looking" : "")}";
        Assert.True(expected == scene.Settled, $"{combination}: expected {expected}, was {scene.Settled}");
        var frame = "headbody!"[..(int)expected.BytesTransferred];
        Assert.Equal(point == ComposePoint.InLine ? FirstOf(way, level) + frame : frame, scene.Wire.Text);
        var door = expected.Cancelled == L.Terminal || (point == ComposePoint.InLine && FirstOf(way, level).Length == 0 && Strongest(level, true) == L.Terminal);
        Assert.Equal(door ? RxSocketState.OnlyClosable : RxSocketState.Usable, scene.Socket.State);
        Assert.Equal((0, way == ComposeWay.Unsubscribe), (scene.Socket.Outstanding, scene.Observer.Calls == 0));
    }

    // RxSocket.Cancel reaches the send that stands before it, too, and what it asks for is granted to that one.
    private static string FirstOf(ComposeWay way, L level) => way == ComposeWay.Cancel && level != L.None ? "" : "first";

    /// <param name="point">Where it is.</param>
    /// <param name="level">What is asked.</param>
    /// <param name="seen">What the function finds when it looks after the step.</param>
    /// <param name="heard">What the step under way, or the next one, hears.</param>
    private static SendResult Expected(ComposePoint point, L level, L seen, L heard)
    {
        var bytes = ComposeScene.BytesAt(point);
        if (point is ComposePoint.InLine or ComposePoint.BeforeItsFunction) (seen, heard) = (L.None, level);
        if (point is ComposePoint.Over) (seen, heard) = (L.None, L.None);
        if (point is ComposePoint.AfterTheLastStep) heard = L.None;
        if (point is ComposePoint.BeforeTheFirstStep or ComposePoint.BetweenTheSteps) heard |= seen;
        if (Strongest(heard, untouched: bytes == 0) is not L.None and var stopped) return Stopped(bytes, stopped);
        var then = bytes < 4 ? 4 : 9; // where the step ends
        return Strongest(seen, untouched: false) is not L.None and var given ? Stopped(then, given) : new SendResult(SocketError.Success, 9);
    }

    private static SendResult Stopped(long bytes, L level) => new(SocketError.OperationAborted, bytes, level);

    private static L Strongest(L levels, bool untouched)
    {
        if (untouched && levels.HasFlag(L.Total)) return L.Total;
        return levels.HasFlag(L.Partial) ? L.Partial : levels & L.Terminal;
    }
}
