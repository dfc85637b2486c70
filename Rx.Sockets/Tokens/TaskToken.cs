namespace Rx.Sockets.Tokens;

/// <summary><see cref="Use.Task"/>.</summary>
internal sealed class TaskToken : CompletionToken<Task<SendResult>>
{
    public override Task<SendResult> Initiate(SendInitiation initiation)
    {
        var send = initiation.Begin();
        return send.TryTake(out var success) ? CompletedTasks.Of(success) : send.AsValueTask().AsTask();
    }
}
