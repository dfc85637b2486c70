namespace Rx.Sockets.Tests.Tokens.Rigs;

internal sealed class BindExecutorAdapter : Adapter
{
    public QueueScheduler Scheduler { get; } = new();

    public override CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token) => token.BindExecutor(Scheduler);

    public override void CheckWaiting() => Assert.Equal(0, Scheduler.Ran);

    public override void Turn() => Scheduler.Run();
}
