namespace Rx.Sockets.Operations;

/// <summary>Whether anybody listens to a send.</summary>
internal enum Watch : byte
{
    /// <summary>The subscriber is there.</summary>
    Watched,

    /// <summary>The subscriber left before delivery began: it hears nothing, SettledSends does.</summary>
    Left,

    /// <summary>Delivery has begun.</summary>
    Notifying,

    /// <summary>The subscriber disposed while it was being notified; no further call.</summary>
    Ended,
}
