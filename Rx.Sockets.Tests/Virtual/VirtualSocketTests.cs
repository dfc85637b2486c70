using System.Net.Sockets;
using System.Reactive.Concurrency;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Virtual;

public class VirtualSocketTests
{
    private readonly TestScheduler _scheduler = new();
    private readonly Recorder<SendResult> _recorder = new();

    [Fact]
    public void Send_that_fits_is_taken_at_once_and_notified_one_tick_later()
    {
        var socket = new VirtualSocket(_scheduler, window: 16);

        socket.AsyncWrite("hello"u8.ToArray()).Subscribe(_recorder);

        Assert.Equal(5, socket.Peer.BytesReceived);
        Assert.Equal(0, _recorder.Calls);
        _scheduler.AdvanceBy(1);
        Assert.Equal([new SendResult(SocketError.Success, 5)], _recorder.Values);
        Assert.True(_recorder.IsCompleted);
    }

    [Fact]
    public void Historical_scheduler_notifies_one_tick_later_too()
    {
        var scheduler = new HistoricalScheduler(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var socket = new VirtualSocket(scheduler);

        socket.AsyncSend("hello"u8.ToArray()).Subscribe(_recorder);

        scheduler.AdvanceBy(TimeSpan.Zero);
        Assert.Equal(0, _recorder.Calls);
        scheduler.AdvanceBy(TimeSpan.FromTicks(1));
        Assert.True(_recorder.IsCompleted);
    }

    [Fact]
    public async Task Real_time_runs_it_as_well()
    {
        using var scheduler = new EventLoopScheduler();
        var socket = new VirtualSocket(scheduler, window: 3);
        socket.Peer.After(TimeSpan.FromMilliseconds(1), peer => peer.Read(1)).After(TimeSpan.FromMilliseconds(2), peer => peer.Read(1));

        socket.AsyncWrite("hello"u8.ToArray()).Subscribe(_recorder);

        await _recorder.Ended.Within();
        Assert.Equal([new SendResult(SocketError.Success, 5)], _recorder.Values);
        await socket.DisposeAsync().AsTask().Within();
        Assert.True(socket.Peer.HasEnded);
    }

    [Fact]
    public async Task Await_of_a_virtual_send_completes_when_time_goes_on()
    {
        var socket = new VirtualSocket(_scheduler, window: 0);
        var sent = Send();
        Assert.False(sent.IsCompleted);

        socket.Peer.Read(2);
        _scheduler.AdvanceBy(1);

        Assert.Equal(2, (await sent.Within()).BytesTransferred);

        async Task<SendResult> Send() => await socket.AsyncSend("hello"u8.ToArray());
    }

    [Fact]
    public void Socket_and_Release_are_not_supported()
    {
        using var socket = new VirtualSocket(_scheduler);
        Assert.Throws<NotSupportedException>(() => socket.Socket);
        Assert.Throws<NotSupportedException>(() => socket.Release());
        Assert.Equal(RxSocketState.Usable, socket.State);
    }

    [Fact]
    public void Constructor_refuses_schedulers_that_would_notify_inside_Subscribe()
    {
        Assert.Throws<ArgumentNullException>(() => new VirtualSocket(null!));
        Assert.Throws<ArgumentException>(() => new VirtualSocket(ImmediateScheduler.Instance));
        Assert.Throws<ArgumentException>(() => new VirtualSocket(CurrentThreadScheduler.Instance));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VirtualSocket(_scheduler, window: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VirtualSocket(_scheduler, unwatchedLimit: TimeSpan.Zero));
    }

    [Fact]
    public void Exception_of_a_handler_goes_out_of_the_scheduler_and_the_next_send_still_runs()
    {
        var socket = new VirtualSocket(_scheduler);
        socket.AsyncSend("a"u8.ToArray()).Subscribe(_ => throw new InvalidOperationException("mine"));
        socket.AsyncSend("b"u8.ToArray()).Subscribe(_recorder);

        Assert.Equal("mine", Assert.Throws<InvalidOperationException>(() => _scheduler.AdvanceBy(1)).Message);
        _scheduler.Stop();
        _scheduler.AdvanceBy(1);

        Assert.True(_recorder.IsCompleted);
    }

    [Fact]
    public void CancelAfter_counts_on_the_scheduler()
    {
        var socket = new VirtualSocket(_scheduler, window: 3);
        socket.AsyncWrite("hello"u8.ToArray()).CancelAfter(TimeSpan.FromTicks(10), CancellationLevel.Partial).Subscribe(_recorder);

        _scheduler.AdvanceBy(10);
        Assert.Null(_recorder.Error);
        _scheduler.AdvanceBy(1);

        var result = Assert.IsType<SendException>(_recorder.Error).Result;
        Assert.Equal(new SendResult(SocketError.OperationAborted, 3, CancellationLevel.Partial), result);
    }

    [Fact]
    public void Unwatched_limit_counts_on_the_scheduler()
    {
        var socket = new VirtualSocket(_scheduler, window: 3, unwatchedLimit: TimeSpan.FromTicks(20));
        socket.AsyncWrite("hello"u8.ToArray()).Subscribe(_recorder).Dispose();

        _scheduler.AdvanceBy(19);
        Assert.Equal(RxSocketState.Usable, socket.State);
        _scheduler.AdvanceBy(1);

        Assert.Equal(RxSocketState.OnlyClosable, socket.State);
        Assert.Equal(0, socket.Outstanding);
    }

    [Fact]
    public async Task Dispose_ends_the_stream_that_the_peer_reads()
    {
        var socket = new VirtualSocket(_scheduler);
        var wire = new Recorder<System.Reactive.Timestamped<ReadOnlyMemory<byte>>>();
        socket.Peer.OnWire.Subscribe(wire);

        socket.Dispose();

        Assert.True(socket.Peer.HasEnded);
        Assert.True(wire.IsCompleted);
        await socket.DisposeAsync().AsTask().Within();
    }
}
