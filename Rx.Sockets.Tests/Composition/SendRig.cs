using System.Net.Sockets;
using System.Reactive.Concurrency;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

/// <summary>A real socket on a stepped loop, virtual time for Rx, the ledger of all its sends, and everything the peer has read.</summary>
public sealed class SendRig(SocketEngineKind engine, Wire wire) : IAsyncDisposable
{
    // Far less than a frame, so that a frame that has begun stands half-sent until the peer reads.
    private const int KernelBuffer = 16 * 1024;
    private const int FrameLength = 1024 * 1024;

    private readonly RxPair _pair = RxPair.Stepped(engine, wire, KernelBuffer);
    private readonly MemoryStream _received = new();

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public RxSocket Socket => _pair.Socket;

    public Ledger Ledger { get; } = new();

    public HistoricalScheduler Time { get; } = new();

    /// <summary>A frame that the kernel cannot take at once; no two frames have a common beginning.</summary>
    public static byte[] Frame(int number) => Pattern.Bytes(FrameLength, (long)number * FrameLength);

    /// <summary>A frame that the kernel takes at once.</summary>
    public static byte[] Note(int number) => Pattern.Bytes(100, 1_000_000_000L + 100 * number);

    /// <summary>A write that the ledger hears of.</summary>
    public SendObservable Write(BufferSequence buffers, CancellationLevel level = CancellationLevel.Total) =>
        Socket.AsyncWrite(buffers).CancelOnUnsubscribe(level, Ledger.Settled);

    /// <summary>Subscribes a frame that stands half-sent until the peer reads: what comes after it has to wait, untouched.</summary>
    public Recorder<SendResult> Begin(byte[] frame)
    {
        var heard = new Recorder<SendResult>();
        Write(frame).Subscribe(heard);
        Assert.InRange(Socket.BytesTransferred, 1, frame.Length - 1);
        return heard;
    }

    /// <summary>Turns the loop while the peer does not read.</summary>
    public void Step(Func<bool> done) => _pair.RunUntil(done);

    /// <summary>Turns the loop as long as something is ready, while the peer does not read.</summary>
    public void StepReady() => _pair.RunReady();

    /// <summary>Turns the loop while the peer reads.</summary>
    public void Drain(Func<bool> done)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!done())
        {
            _pair.Peer.ReadAvailable(_received);
            StepReady();
            _pair.Peer.Poll(Moment, SelectMode.SelectRead); // the portable engine sends without a turn of the loop
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Deadline.Limit, "the loop did not get there in time");
        }
    }

    /// <summary>Lets everything end and closes; then the peer must have got <paramref name="parts"/> and nothing else, and the
    /// ledger must say so to the byte.</summary>
    public async Task AssertPeerGotAsync(params byte[][] parts)
    {
        var idle = Socket.WhenIdle();
        Drain(() => idle.IsCompleted);
        Socket.Dispose();
        StepReady();
        _received.Write(await _pair.Peer.ReadToEndAsync());

        var received = _received.ToArray();
        Assert.Equal(Ledger.Bytes, received.Length);
        Assert.Equal(Socket.BytesTransferred, received.Length);
        Assert.Equal(parts.Sum(part => part.Length), received.Length);
        Assert.True(received.AsSpan().SequenceEqual(parts.SelectMany(part => part).ToArray()), "the peer got other bytes");
    }

    public ValueTask DisposeAsync() => _pair.DisposeAsync();
}
