namespace HonestCancel.Torture;

/// <summary>How a send is asked to stop.</summary>
public enum Way
{
    Unsubscribe,
    CancelWhenSignal,
    CancelWhenToken,
    CancelAfter,

    /// <summary><c>RxSocket.Cancel(level)</c>: every outstanding send of the socket is asked.</summary>
    CancelAll,

    /// <summary>The end of the socket while the send is outstanding.</summary>
    Dispose,
}
