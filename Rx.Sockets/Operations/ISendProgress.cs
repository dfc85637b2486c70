namespace Rx.Sockets.Operations;

/// <summary>Watches how far a send gets.</summary>
internal interface ISendProgress
{
    /// <summary>A write goes on after a native send. No lock is held; on the stack that drives the queue, so it notes and returns.</summary>
    /// <param name="total">Bytes the kernel took so far; not always more than before.</param>
    void Moved(long total);
}
