namespace Rx.Sockets.Tokens;

/// <summary><see cref="Use.Task"/>.</summary>
internal sealed class TaskToken : CompletionToken<Task<SendResult>>
{
    public override Task<SendResult> Initiate(SendInitiation initiation)
    {
        var send = initiation.Begin();
        if (!send.TryTake(out var result, out var error)) return send.AsTask();
        return error is null ? CompletedTasks.Of(result) : Task.FromException<SendResult>(error);
    }
}
