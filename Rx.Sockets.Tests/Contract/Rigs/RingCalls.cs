using Rx.Sockets.Engines.Uring;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>Native sends of the io_uring engine: those at once, and those in the ring, which count when they come out of it.</summary>
internal sealed class RingCalls : ScriptedSend
{
    private int _fromRing;

    public override int Sends => base.Sends + Volatile.Read(ref _fromRing);

    /// <summary>What the kernel is asked to wait for, or will be at the next turn.</summary>
    public override int Registrations => Engine!.Requests.Count;

    /// <summary>Set when it is there.</summary>
    public UringEngine? Engine { get; set; }

    /// <summary>A send in the ring is over, and nobody has looked at its outcome.</summary>
    public void Came()
    {
        Interlocked.Increment(ref _fromRing);
        RunAfter();
    }

    /// <inheritdoc cref="ScriptedSend.TakeErrno"/>
    public int ErrnoForRing() => TakeErrno();
}
