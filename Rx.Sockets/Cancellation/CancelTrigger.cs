namespace Rx.Sockets.Cancellation;

/// <summary>Something that asks each subscription of a send to stop: a signal, a token, a timer. Immutable; armed once a send.</summary>
internal abstract class CancelTrigger
{
    /// <summary>Whether it counts time: those are armed after all others, so that a level already requested wins.</summary>
    public virtual bool IsTimer => false;

    /// <summary>Whether it serves one send at a time: one that finds it taken is refused, not merely asked to stop.</summary>
    public virtual bool IsExclusive => false;

    /// <summary>Starts to watch on behalf of <paramref name="target"/> until the returned object is disposed.</summary>
    /// <param name="target">Who is asked to stop; may be asked before this method has returned.</param>
    /// <param name="clock">The engine's clock.</param>
    public abstract IDisposable Arm(ICancellable target, TimeProvider clock);
}
