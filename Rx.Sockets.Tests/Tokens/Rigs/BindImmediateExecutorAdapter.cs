namespace Rx.Sockets.Tests.Tokens.Rigs;

internal sealed class BindImmediateExecutorAdapter : Adapter
{
    public QueueScheduler Scheduler { get; } = new();

    public override CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token) => token.BindImmediateExecutor(Scheduler);

    // What waits is not immediate.
    public override void CheckWaiting() => Assert.Equal((0, 0), (Scheduler.Waiting, Scheduler.Ran));

    public override void Turn() => Scheduler.Run();
}
