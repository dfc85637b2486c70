namespace Rx.Sockets.Operations;

/// <summary>How a socket leaves its <see cref="RxSocket"/>.</summary>
internal enum SocketEnd : byte
{
    /// <summary>Not yet.</summary>
    None,

    /// <summary>Closed, by us or by somebody else.</summary>
    Close,

    /// <summary>Given back open.</summary>
    Release,
}
