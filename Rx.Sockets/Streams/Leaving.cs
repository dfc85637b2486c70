namespace Rx.Sockets.Streams;

/// <summary>Tells a source that is pulled that it has been left. What it registered with its token is user code, so not on the stack of
/// whoever leaves.</summary>
internal sealed class Leaving(CancellationTokenSource left) : IThreadPoolWorkItem
{
    public void Execute() => left.Cancel();
}
