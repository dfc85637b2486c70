using System.Net.Sockets;

namespace Rx.Sockets.Tests.Support;

/// <summary>A pair whose local end is an RxSocket on a loop that the test steps, with notifications on that loop unless asked
/// otherwise.</summary>
public sealed class RxPair : IAsyncDisposable
{
    private readonly SocketPair _pair;

    private RxPair(SocketPair pair, SocketLoop loop, RxSocket socket)
    {
        _pair = pair;
        Loop = loop;
        Socket = socket;
    }

    public SocketLoop Loop { get; }

    public RxSocket Socket { get; }

    public Socket Local => _pair.Local;

    public Socket Peer => _pair.Peer;

    public SocketPair Pair => _pair;

    /// <summary>Stepped: nothing is notified outside <see cref="RunUntil"/>.</summary>
    public static RxPair Stepped(
        SocketEngineKind engine, Wire wire = Wire.Tcp, int? bufferSize = null, Func<RxSocketOptions, RxSocketOptions>? configure = null) =>
        On(new SocketLoop(engine, ownThread: false), wire, bufferSize, configure);

    /// <summary>On a loop with a thread of its own, notifications on the thread pool.</summary>
    public static RxPair Threaded(
        SocketEngineKind engine, Wire wire = Wire.Tcp, int? bufferSize = null, Func<RxSocketOptions, RxSocketOptions>? configure = null) =>
        Make(new SocketLoop(engine), wire, bufferSize, options => options, configure);

    /// <summary>On a loop that the test has made, notifications on it; owns it from here on.</summary>
    public static RxPair On(
        SocketLoop loop, Wire wire = Wire.Tcp, int? bufferSize = null, Func<RxSocketOptions, RxSocketOptions>? configure = null) =>
        Make(loop, wire, bufferSize, options => options with { Scheduler = loop }, configure);

    /// <summary>Over sockets and a stepped loop that the test made itself; both are disposed with the pair.</summary>
    public static RxPair Over(SocketPair pair, SocketLoop loop, Func<RxSocketOptions, RxSocketOptions>? configure = null) =>
        Attach(pair, loop, new RxSocketOptions { Loop = loop, Scheduler = loop }, configure);

    /// <summary>Turns the loop until <paramref name="done"/>; fails at the deadline.</summary>
    public void RunUntil(Func<bool> done)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!done())
        {
            Loop.RunOnce(TimeSpan.FromMilliseconds(20));
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Deadline.Limit, "the loop did not get there in time");
        }
    }

    /// <summary>Turns the loop as long as something is ready.</summary>
    public void RunReady()
    {
        while (Loop.RunOnce(TimeSpan.Zero))
        {
        }
    }

    /// <summary>Sends until the kernel takes no more: the next send has to wait. Returns how many bytes that took.</summary>
    public long Fill()
    {
        var before = Socket.BytesTransferred;
        var filler = Socket.AsyncWrite(new byte[64 * 1024 * 1024]).CancelOnUnsubscribe(CancellationLevel.Partial).Subscribe(new Recorder<SendResult>());
        filler.Dispose();
        return Socket.BytesTransferred - before;
    }

    public async ValueTask DisposeAsync()
    {
        await Socket.DisposeAsync().AsTask().Within();
        Loop.Dispose();
        _pair.Dispose();
    }

    private static RxPair Make(
        SocketLoop loop,
        Wire wire,
        int? bufferSize,
        Func<RxSocketOptions, RxSocketOptions> place,
        Func<RxSocketOptions, RxSocketOptions>? configure)
    {
        var pair = SocketPair.Connect(wire, bufferSize);
        return Attach(pair, loop, place(new RxSocketOptions { Loop = loop }), configure);
    }

    private static RxPair Attach(
        SocketPair pair, SocketLoop loop, RxSocketOptions options, Func<RxSocketOptions, RxSocketOptions>? configure) =>
        new(pair, loop, new RxSocket(pair.Local, configure?.Invoke(options) ?? options));
}
