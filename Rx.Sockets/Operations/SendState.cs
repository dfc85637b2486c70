using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rx.Sockets.Cancellation;

namespace Rx.Sockets.Operations;

/// <summary>The state machine of one send. Pure: no time, no threads, no socket; its queue's gate protects it.</summary>
/// <remarks>Sixteen bytes, because it lies inside every subscription.</remarks>
[StructLayout(LayoutKind.Auto)] // in the order of declaration it would be 24
internal struct SendState
{
    // Lie beside the levels, for want of room.
    private const byte BrokeOff = 0x80;
    private const byte Continued = 0x80;

    private SocketError _error;
    private byte _requested;
    private byte _cancelled;

    /// <summary>Bytes the kernel took.</summary>
    public long Moved { get; private set; }

    public SendPhase Phase { get; private set; }

    /// <summary>Not part of the machine, but of the sixteen bytes.</summary>
    public Watch Watch { get; set; }

    public readonly CancellationLevel Requested => (CancellationLevel)_requested & CancellationLevel.All;

    public readonly CancellationLevel Cancelled => (CancellationLevel)_cancelled & CancellationLevel.All;

    public readonly bool IsDecided => Phase == SendPhase.Decided;

    /// <summary>The outcome; meaningful once decided.</summary>
    public readonly SendResult Result => new(_error, Moved, Cancelled);

    /// <summary>The level that all requests so far would be granted at now.</summary>
    public readonly CancellationLevel Grantable =>
        IsDecided ? CancellationLevel.None : Levels.Strongest(Requested, untouched: Moved == 0 && (_requested & Continued) == 0);

    /// <summary>Whether the engine should be asked to give this send back.</summary>
    public readonly bool WantsWithdrawal => Phase == SendPhase.Running && Grantable != CancellationLevel.None;

    /// <summary>Stopped between its first and its last byte with the socket still usable.</summary>
    public readonly bool IsTorn => Moved > 0 && (Cancelled == CancellationLevel.Partial || (_cancelled & BrokeOff) != 0);

    /// <summary>It goes on with what another send has begun: of what it is a part of, bytes are out, so Total comes too late.</summary>
    public void Continue() => _requested |= Continued;

    /// <summary>Subscribe is over: a level requested until now is granted, else the send takes its place.</summary>
    public void Enqueue()
    {
        Phase = SendPhase.Waiting;
        Grant();
    }

    /// <summary>The send is given to the engine.</summary>
    public void Begin() => Phase = SendPhase.Running;

    /// <summary>It is not given to the engine yet, or not yet again; from now on a request is granted at once.</summary>
    public void Pause() => Phase = SendPhase.Paused;

    /// <summary>A request. One of a send with the engine is granted only when the engine has let go of it.</summary>
    public Verdict Request(CancellationLevel level)
    {
        if (IsDecided) return Verdict.Late;
        _requested |= (byte)(level & CancellationLevel.All);
        if (Phase == SendPhase.New) return Verdict.Pending;
        if (Grantable == CancellationLevel.None) return Verdict.Refused;
        if (Phase == SendPhase.Running) return Verdict.Pending;
        Grant();
        return Verdict.Granted;
    }

    /// <summary>The kernel took <paramref name="bytes"/>. Whether that, or a request it let through, decides the send.</summary>
    /// <param name="bytes">At least one.</param>
    /// <param name="goal">How many bytes complete it.</param>
    /// <param name="composed">A write goes on after a short send; a send is over.</param>
    public bool Progress(long bytes, long goal, bool composed)
    {
        Moved += bytes;
        if (!composed || Moved >= goal) return Decide(SocketError.Success, CancellationLevel.None);
        return Grant();
    }

    /// <summary>All of it was out before it was in line.</summary>
    public void Complete(long bytes)
    {
        Moved = bytes;
        Decide(SocketError.Success, CancellationLevel.None);
    }

    /// <summary>A step of this composed send moved <paramref name="bytes"/>.</summary>
    public void Count(long bytes) => Moved += bytes;

    /// <summary>The body of this composed send is over. If it has failed, only it knew what was still to come.</summary>
    public void Conclude(SocketError error, CancellationLevel cancelled)
    {
        Decide(error, cancelled);
        if (error != SocketError.Success && cancelled != CancellationLevel.Terminal) _cancelled |= BrokeOff;
    }

    /// <summary>The engine gave the send back untouched. Whether a request decides it; if not, it is to be started again.</summary>
    public bool Withdrawn() => Grant();

    /// <summary>An empty send, or an error.</summary>
    public bool Decide(SocketError error) => Decide(error, CancellationLevel.None);

    private bool Grant()
    {
        var level = Grantable;
        return level != CancellationLevel.None && Decide(SocketError.OperationAborted, level);
    }

    private bool Decide(SocketError error, CancellationLevel cancelled)
    {
        _error = error;
        _cancelled = (byte)cancelled;
        Phase = SendPhase.Decided;
        return true;
    }
}
