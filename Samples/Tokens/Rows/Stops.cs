using Rx.Sockets;

namespace Tokens.Rows;

/// <summary>Adapters that stop a write of which a part has left.</summary>
internal static class Stops
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    public static IEnumerable<Row> All =>
    [
        new("Use.Task.CancelAfter(50 ms, Partial)", CancelAfterAsync) { IsStopped = true },
        new("Use.Task.AsTuple().CancelAt(time, Partial)", CancelAtAsync) { IsStopped = true },
        new("Use.Task.AsTuple().BindCancellationSlot(slot)", BindCancellationSlotAsync) { IsStopped = true },
        new("Use.Promise, disposed", PromiseAsync) { IsStopped = true },
    ];

    private static async Task<Answer> CancelAfterAsync(Desk desk)
    {
        var task = desk.Socket.AsyncWrite(desk.Flood, Use.Task.CancelAfter(Soon, CancellationLevel.Partial));
        try
        {
            return Answer.Of(task, await task, ": NOT STOPPED");
        }
        catch (SendException error)
        {
            return Answer.Of(task, error.Result, ", thrown");
        }
    }

    private static async Task<Answer> CancelAtAsync(Desk desk)
    {
        var task = desk.Socket.AsyncWrite(desk.Flood, Use.Task.AsTuple().CancelAt(TimeProvider.System.GetUtcNow() + Soon, CancellationLevel.Partial));
        return Answer.Of(task, await task);
    }

    private static async Task<Answer> BindCancellationSlotAsync(Desk desk)
    {
        var signal = new CancellationSignal();
        var task = desk.Socket.AsyncWrite(desk.Flood, Use.Task.AsTuple().BindCancellationSlot(signal.Slot));
        await Task.Delay(Soon);
        signal.Emit(CancellationLevel.Partial);
        return Answer.Of(task, await task);
    }

    private static async Task<Answer> PromiseAsync(Desk desk)
    {
        var promise = desk.Socket.AsyncWrite(desk.Flood, Use.Promise.AsTuple());
        await Task.Delay(Soon);
        promise.Dispose();
        return Answer.Of(promise, await promise, ", told afterwards");
    }
}
