using MarbleTool.Recording;
using Rx.Sockets;
using Rx.Sockets.Marbles;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Printing;
using Rx.Sockets.Marbles.Shapes;

namespace MarbleTool.Commands;

/// <summary>Plays a few sends on real sockets, and writes down what they did.</summary>
internal static class RecordCommand
{
    // A run takes milliseconds; this is for a machine that has stopped.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static int Run(Arguments arguments, TextWriter output)
    {
        var like = arguments.Like is { } place ? LikeScenario.Find(place) : null;
        var path = arguments.Files[0];
        var recorded = PlayAsync(arguments.Engine).GetAwaiter().GetResult();
        var text = MarblePrinter.Print(new MarbleFile(path, "What real sockets did", recorded));
        File.WriteAllText(path, text);
        output.Write(text);
        return like is null ? ExitCode.Right : Compare(recorded, like, output);
    }

    private static async Task<IReadOnlyList<Scenario>> PlayAsync(SocketEngineKind engine)
    {
        using var loop = new SocketLoop(engine);
        var recorded = new List<Scenario>();
        foreach (var scene in Scenes.All)
        {
            await using var run = await Connection.OpenAsync(loop, scene.Name);
            await scene.PlayAsync(run).WaitAsync(Patience);
            recorded.Add(run.Stop());
        }

        return recorded;
    }

    // One of them is enough; if none is like it, the one that comes nearest shows what differs.
    private static int Compare(IReadOnlyList<Scenario> recorded, LikeScenario like, TextWriter output)
    {
        var comparisons = recorded.Select(run => MarbleShape.Compare(run, like.File, like.Scenario)).ToList();
        var shown = comparisons.Where(c => c.Agrees).DefaultIfEmpty(comparisons.MinBy(Differences)!).ToList();
        foreach (var comparison in shown)
            output.Write($"\n{comparison.Describe()}");
        return shown[0].Agrees ? ExitCode.Right : ExitCode.Failed;
    }

    private static int Differences(ShapeComparison comparison) => comparison.Lanes.Count(lane => !lane.Agrees);
}
