namespace Rx.Sockets.Engines.Uring;

/// <summary>A send that had ended when it was asked back: its outcome must not come on the stack that asked.</summary>
internal sealed class LateOutcome(ISendSink sink, NativeOutcome outcome) : IThreadPoolWorkItem
{
    public void Execute() => sink.Completed(outcome);
}
