namespace Rx.Sockets.Cancellation;

/// <summary>Something that can be asked to stop, from any thread and at any time; a late request does nothing.</summary>
internal interface ICancellable
{
    /// <summary>Asks for <paramref name="level"/>. No user code runs on this stack.</summary>
    void RequestCancel(CancellationLevel level);

    /// <summary>A cancellation signal failed: asks for the unsubscription level, and remembers why.</summary>
    void SignalFailed(Exception error);
}
