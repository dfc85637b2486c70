namespace Rx.Sockets.Engines.Uring;

/// <summary>Where the send of a port is.</summary>
internal enum RingPhase : byte
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It waits for the loop to put it into the ring.</summary>
    Queued,

    /// <summary>It is with the kernel, which alone says how it ends.</summary>
    InKernel,
}
