using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Rx.Sockets;

namespace Tokens.Rows;

/// <summary>Every token of <see cref="Use"/>.</summary>
internal static class ReadyTokens
{
    public static IEnumerable<Row> All =>
    [
        new("(none)", NoneAsync),
        new("Use.Observable", ObservableAsync),
        new("Use.Task", TaskAsync),
        new("Use.ValueTask", ValueTaskAsync),
        new("Use.Callback((error, bytes) => ...)", CallbackAsync),
        new("Use.Callback(handler, state)", CallbackWithStateAsync),
        new("Use.AsyncEnumerable", AsyncEnumerableAsync),
        new("Use.Promise", PromiseAsync),
        new("Use.Detached", DetachedAsync),
    ];

    private static async Task<Answer> NoneAsync(Desk desk)
    {
        var cold = desk.Socket.AsyncWrite(desk.Message);
        return Answer.Of(cold, await cold, ", by await");
    }

    private static async Task<Answer> ObservableAsync(Desk desk)
    {
        var cold = desk.Socket.AsyncWrite(desk.Message, Use.Observable);
        return Answer.Of(cold, await cold.Do(_ => { }).ToTask(), ", through an Rx pipeline");
    }

    private static async Task<Answer> TaskAsync(Desk desk)
    {
        var task = desk.Socket.AsyncWrite(desk.Message, Use.Task);
        return Answer.Of(task, await task);
    }

    private static async Task<Answer> ValueTaskAsync(Desk desk)
    {
        var result = await desk.Socket.AsyncWrite(desk.Message, Use.ValueTask);
        return Answer.Of<ValueTask<SendResult>>($"{result.Error}, nothing allocated", result.BytesTransferred);
    }

    private static async Task<Answer> CallbackAsync(Desk desk)
    {
        var handled = new TaskCompletionSource<(SocketError Error, long Bytes)>();
        var unit = desk.Socket.AsyncWrite(desk.Message, Use.Callback((error, bytes) => handled.SetResult((error, bytes))));
        var (error, bytes) = await handled.Task;
        return Answer.Of(unit, new SendResult(error, bytes), ", to the handler");
    }

    private static async Task<Answer> CallbackWithStateAsync(Desk desk)
    {
        var handled = new TaskCompletionSource<(SocketError Error, long Bytes, string Name)>();
        var unit = desk.Socket.AsyncWrite(desk.Message, Use.Callback((error, bytes, name) => handled.SetResult((error, bytes, name)), "frame 7"));
        var (error, bytes, name) = await handled.Task;
        return Answer.Of(unit, new SendResult(error, bytes), $", {name}");
    }

    private static async Task<Answer> AsyncEnumerableAsync(Desk desk)
    {
        var (steps, last) = (0, default(SendResult));
        var sequence = desk.Socket.AsyncWrite(desk.Message, Use.AsyncEnumerable);
        await foreach (var step in sequence)
            (steps, last) = (steps + 1, step);
        return Answer.Of(sequence, last, steps == 1 ? ", in 1 step" : $", in {steps} steps");
    }

    private static async Task<Answer> PromiseAsync(Desk desk)
    {
        using var promise = desk.Socket.AsyncWrite(desk.Message, Use.Promise); // is under way
        var first = await promise;
        return Answer.Of(promise, first, await promise == first ? ", as often as asked" : ", NOT THE SAME");
    }

    private static async Task<Answer> DetachedAsync(Desk desk)
    {
        var settled = desk.Socket.SettledSends.FirstAsync().ToTask();
        var unit = desk.Socket.AsyncWrite(desk.Message, Use.Detached);
        return Answer.Of(unit, await settled, ", to SettledSends");
    }
}
