namespace Rx.Sockets.Operations;

/// <summary>Where a send is in its life.</summary>
internal enum SendPhase : byte
{
    /// <summary>Being subscribed: requests are noted, none is granted yet.</summary>
    New,

    /// <summary>In the queue, untouched.</summary>
    Waiting,

    /// <summary>At the head of the queue, with the engine.</summary>
    Running,

    /// <summary>At the head of the queue, between two native sends and not with the engine: its condition is being asked, or its stack
    /// has had enough.</summary>
    Paused,

    /// <summary>Its outcome is fixed; requests are late.</summary>
    Decided,
}
