namespace Rx.Sockets.Engines;

/// <summary>A port with a send that waits for room.</summary>
internal interface IParkedPort
{
    /// <summary>Whether something may have happened to the socket that is no event: somebody else has closed it, or it is one that does
    /// not tell of its own shutdown.</summary>
    bool NeedsLook { get; }

    /// <summary>Sees what has happened. On the loop's turn.</summary>
    void Look();
}
