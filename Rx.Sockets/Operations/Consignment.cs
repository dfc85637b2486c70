namespace Rx.Sockets.Operations;

/// <summary>An owner of memory that one send takes over and disposes when it has settled.</summary>
internal sealed class Consignment(IDisposable owner) : IDisposable
{
    private int _taken;

    /// <summary>Takes the owner over; false: another send has.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    /// <summary>By the send that took it, once.</summary>
    public void Dispose() => owner.Dispose();
}
