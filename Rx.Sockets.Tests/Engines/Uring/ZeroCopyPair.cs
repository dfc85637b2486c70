using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>A pair on a ring that the test turns, with memory that is registered and a clock that only the test moves: the one of the
/// linger.</summary>
internal sealed class ZeroCopyPair : IAsyncDisposable
{
    public const int Threshold = 16 * 1024;
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);

    private const int KernelBuffer = 64 * 1024;

    /// <summary>Pinned, counted, and so that its content tells its offset.</summary>
    private readonly CountingMemory _memory = new(PairSteps.TooMuch);

    public ZeroCopyPair(Wire wire = Wire.Tcp, bool isOn = true)
    {
        Machine.NeedsUring();
        Pattern.Bytes(PairSteps.TooMuch).CopyTo(_memory.GetSpan());
        Registration = new BufferRegistration(_memory.Memory);
        Core = new EngineLoop(SteppedLoop.Engine(SocketEngineKind.Uring, Clock), TimeProvider.System);
        var loop = new SocketLoop(Core, SocketEngineKind.Uring, ownThread: false);
        Pair = RxPair.Over(
            SocketPair.Connect(wire, KernelBuffer), loop, options => options with { ZeroCopy = isOn ? new ZeroCopyOptions() : null });
    }

    public StepClock Clock { get; } = new();

    public EngineLoop Core { get; }

    public RxPair Pair { get; }

    public RxSocket Socket => Pair.Socket;

    public BufferRegistration Registration { get; }

    public Memory<byte> All => Registration.Buffers[0];

    /// <summary>Whether the memory may move.</summary>
    public bool IsLoose => _memory.Pins == _memory.Unpins;

    public TrackedSend Send(
        BufferSequence buffers, SocketFlags flags = SocketFlags.None, CancellationLevel onLeave = CancellationLevel.Total) =>
        new(Socket.AsyncSend(buffers, flags), onLeave);

    public TrackedSend Write(BufferSequence buffers, CancellationLevel onLeave = CancellationLevel.Total) => new(Socket.AsyncWrite(buffers), onLeave);

    /// <summary>A send of registered memory of which the kernel has taken more than the peer, which does not read, has room for.</summary>
    public TrackedSend Stall()
    {
        var send = Send(All);
        Pair.RunUntil(() => send.IsSettled);
        Assert.True(send.Result.IsSuccess, $"{send.Result}");
        Pair.RunReady();
        return send;
    }

    public async ValueTask DisposeAsync()
    {
        Registration.Dispose();
        Pair.Peer.Dispose(); // unread bytes: the kernel resets the connection, and lets go of all
        var ended = Socket.DisposeAsync().AsTask();
        if (!Core.IsDisposed) Pair.RunUntil(() => ended.IsCompleted);
        await Pair.DisposeAsync();
    }
}
