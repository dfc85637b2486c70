using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Rx.Sockets;

namespace Tokens.Rows;

/// <summary>Adapters that do not stop anything.</summary>
internal static class Adapters
{
    public static IEnumerable<Row> All =>
    [
        new("Use.ValueTask.AsTuple()", AsTupleAsync),
        new("Use.Task.RedirectError(e => error = e)", RedirectErrorAsync),
        new("Use.Task.Append(\"frame 7\")", AppendAsync),
        new("Use.ValueTask.Prepend(\"frame 7\")", PrependAsync),
        new("Use.Callback(...).BindExecutor(thread)", BindExecutorAsync),
        new("Use.Callback(...).BindImmediateExecutor(...)", BindImmediateExecutorAsync),
        new("Use.Task.Consign(owner)", ConsignAsync),
    ];

    private static async Task<Answer> AsTupleAsync(Desk desk)
    {
        var (error, bytes) = await desk.Socket.AsyncWrite(desk.Message, Use.ValueTask.AsTuple());
        return Answer.Of<ValueTask<SendResult>>($"({error}, {bytes:N0})", bytes);
    }

    private static async Task<Answer> RedirectErrorAsync(Desk desk)
    {
        var error = SocketError.SocketError;
        var task = desk.Socket.AsyncWrite(desk.Message, Use.Task.RedirectError(e => error = e));
        return Answer.Of(task, await task, $", error = {error}");
    }

    private static async Task<Answer> AppendAsync(Desk desk)
    {
        var task = desk.Socket.AsyncWrite(desk.Message, Use.Task.Append("frame 7"));
        var (result, name) = await task;
        return Answer.Of(task, result, $", {name}");
    }

    private static async Task<Answer> PrependAsync(Desk desk)
    {
        var (name, result) = await desk.Socket.AsyncWrite(desk.Message, Use.ValueTask.Prepend("frame 7"));
        return Answer.Of<ValueTask<(string, SendResult)>>($"{name}, {result.Error}", result.BytesTransferred);
    }

    private static async Task<Answer> BindExecutorAsync(Desk desk)
    {
        using var thread = new EventLoopScheduler(start => new Thread(start) { Name = "handlers", IsBackground = true });
        var handled = new TaskCompletionSource<(SendResult Result, string? Thread)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var token = Use.Callback((error, bytes) => handled.SetResult((new SendResult(error, bytes), Thread.CurrentThread.Name)));
        var unit = desk.Socket.AsyncWrite(desk.Message, token.BindExecutor(thread));
        var (result, name) = await handled.Task;
        return Answer.Of(unit, result, $", on thread '{name}'");
    }

    private static async Task<Answer> BindImmediateExecutorAsync(Desk desk)
    {
        var handled = new TaskCompletionSource<SendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var token = Use.Callback((error, bytes) => handled.SetResult(new SendResult(error, bytes)));
        var unit = desk.Socket.AsyncWrite(desk.Message, token.BindImmediateExecutor(Scheduler.Immediate));
        var note = handled.Task.IsCompleted ? ", inside the call" : ", later: it had to wait";
        return Answer.Of(unit, await handled.Task, note);
    }

    private static async Task<Answer> ConsignAsync(Desk desk)
    {
        var disposals = 0;
        var task = desk.Socket.AsyncWrite(desk.Message, Use.Task.Consign(Disposable.Create(() => disposals++)));
        return Answer.Of(task, await task, disposals == 1 ? ", owner disposed once" : $", OWNER DISPOSED {disposals} TIMES");
    }
}
