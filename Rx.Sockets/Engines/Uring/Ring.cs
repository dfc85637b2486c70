using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Uring;

/// <summary>A submission and a completion ring: the kernel as the engine sees it. One thread at a time.</summary>
internal abstract class Ring : IDisposable
{
    /// <summary>Whether the kernel takes entries from one thread only: the one that called <see cref="Enable"/>.</summary>
    public abstract bool IsBound { get; }

    /// <summary>Whether the kernel can send without copying.</summary>
    public virtual bool SendsZeroCopy => false;

    /// <summary>Whether one more entry can be pushed.</summary>
    public abstract bool HasRoom { get; }

    /// <summary>Whether <see cref="TryTake"/> finds one.</summary>
    public abstract bool HasCompletion { get; }

    /// <summary>Binds the ring to the calling thread, before anything else that is not asking.</summary>
    public abstract void Enable();

    /// <summary>Puts an entry behind those that have been pushed. There is room.</summary>
    public abstract void Push(in IoUringEntry entry);

    /// <summary>Hands the pushed entries to the kernel, without waiting for what comes of them.</summary>
    /// <returns>How many of them, in order, it has taken. The others are forgotten; it may take them later.</returns>
    public abstract int Submit();

    /// <summary>Waits for a completion, at most so long. May return without one.</summary>
    public abstract void Wait(TimeSpan timeout);

    /// <summary>Takes the next completion out.</summary>
    public abstract bool TryTake(out IoUringCompletion completion);

    /// <summary>Closes the ring. Nothing is in it.</summary>
    public abstract void Dispose();
}
