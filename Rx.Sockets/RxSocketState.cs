namespace Rx.Sockets;

/// <summary>What can still be done with an <see cref="RxSocket"/>.</summary>
public enum RxSocketState
{
    /// <summary>Sends are accepted.</summary>
    Usable,

    /// <summary>A cancellation at <see cref="CancellationLevel.Terminal"/> was granted, or the loop is gone: every send fails with
    /// <see cref="System.Net.Sockets.SocketError.Disconnecting"/>; closing is all that is left.</summary>
    OnlyClosable,

    /// <summary>Disposed, released, or closed behind our back: every send fails with
    /// <see cref="System.Net.Sockets.SocketError.NotSocket"/>.</summary>
    Closed,
}
