using System.Net.Sockets;
using Rx.Sockets;

namespace Quickstart.Scenes;

/// <summary>What <c>Timeout</c>, <c>Switch</c>, <c>TakeUntil</c> and <c>Retry</c> do to a write that is half out: they unsubscribe.
/// The level says what that may cost, and the settled callback tells the truth after the observer has gone.</summary>
internal static class Unsubscribe
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(150);
    private static readonly int[] Columns = [-8, -19, 11, 11, -13, -5];

    public static async Task<bool> RunAsync(SocketLoop loop, EmbeddedPeer peer)
    {
        var frame = new byte[32 << 20];
        Random.Shared.NextBytes(frame);
        Page.Title(4, $"Unsubscribing from a write of {Page.Count(frame.Length)} bytes when part of it has gone");
        Page.Row(Columns, "level", "outcome", "reported", "received", "the socket", "");
        Page.Rule(Columns);
        var agrees = true;
        foreach (var level in new[] { CancellationLevel.Total, CancellationLevel.Partial, CancellationLevel.Terminal })
            agrees &= await LeaveAsync(loop, peer, frame, level);
        return agrees;
    }

    private static async Task<bool> LeaveAsync(SocketLoop loop, EmbeddedPeer peer, byte[] frame, CancellationLevel level)
    {
        var (socket, reader) = await peer.ConnectAsync(loop, $"unsubscribing half-way at level {level.ToString().ToLowerInvariant()}");
        using var end = reader;
        var settled = new TaskCompletionSource<SendResult>();

        var subscription = socket.AsyncWrite(frame).CancelOnUnsubscribe(level, settled.SetResult).Subscribe(_ => { });
        await Task.Delay(Moment);
        subscription.Dispose();

        var reading = reader.ReadAsync(); // only now, so that the write was stuck half-way
        var result = await settled.Task;
        var after = socket.State;
        await socket.DisposeAsync();
        await reading;
        var (error, reported) = result;
        var agrees = reported == reader.Received && reader.Holds([frame.AsMemory(0, (int)reported)]);
        Page.Row(
            Columns, level.ToString(), OutcomeOf(error), Page.Count(reported), Page.Count(reader.Received), AfterwardsOf(after), Page.Verdict(agrees));
        return agrees && IsPromised(result, level, frame.Length);
    }

    private static bool IsPromised(SendResult result, CancellationLevel level, long length) => level == CancellationLevel.Total
        ? result.IsSuccess && result.BytesTransferred == length
        : result.Cancelled == level && result.BytesTransferred < length;

    private static string OutcomeOf(SocketError error) => error switch
    {
        SocketError.Success => "refused: sent whole",
        SocketError.OperationAborted => "granted: stopped",
        _ => error.ToString(),
    };

    private static string AfterwardsOf(RxSocketState state) => state switch
    {
        RxSocketState.Usable => "usable",
        RxSocketState.OnlyClosable => "only closable",
        _ => "closed",
    };
}
