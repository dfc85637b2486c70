namespace Rx.Sockets.Cancellation;

/// <summary>A handler of the user's in a slot.</summary>
internal sealed class SlotHandler(Action<CancellationLevel> handler) : ICancellable
{
    public void RequestCancel(CancellationLevel level) => handler(level);

    // There is no unsubscription level to ask for: whatever can be given.
    public void SignalFailed(Exception error) => handler(CancellationLevel.All);
}
