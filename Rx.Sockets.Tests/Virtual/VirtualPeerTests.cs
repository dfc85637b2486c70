using System.Net.Sockets;
using System.Text;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Virtual;

public class VirtualPeerTests
{
    private readonly TestScheduler _scheduler = new();

    [Fact]
    public void Bytes_leave_in_the_ticks_in_which_the_peer_reads()
    {
        var socket = new VirtualSocket(_scheduler, window: 3);
        var seen = new List<string>();
        socket.Peer.OnWire.Subscribe(w => seen.Add($"{w.Timestamp.Ticks}: {Encoding.ASCII.GetString(w.Value.Span)}"));
        socket.Peer.After(TimeSpan.FromTicks(4), p => p.Read(1)).After(TimeSpan.FromTicks(7), p => p.Read(1));

        socket.AsyncWrite([Bytes("he"), Bytes("llo")]).Subscribe(new Recorder<SendResult>());
        _scheduler.AdvanceBy(10);

        Assert.Equal(["0: hel", "4: l", "7: o"], seen);
    }

    [Fact]
    public void What_is_read_is_counted_when_it_has_come()
    {
        var socket = new VirtualSocket(_scheduler, window: 3);
        socket.AsyncWrite(Bytes("hello")).Subscribe(new Recorder<SendResult>());
        Assert.Equal((3, 0), (socket.Peer.BytesReceived, socket.Peer.BytesRead));

        socket.Peer.Read(1);
        Assert.Equal((4, 1), (socket.Peer.BytesReceived, socket.Peer.BytesRead));

        socket.Peer.Read(long.MaxValue);
        socket.Peer.Read(long.MaxValue);
        Assert.Equal((5, 5), (socket.Peer.BytesReceived, socket.Peer.BytesRead));
        socket.Peer.Close();
        Assert.Equal(SocketError.Shutdown, ResultOf(socket.AsyncSend(Bytes("x"))).Error);
    }

    [Fact]
    public void Segment_makes_a_send_short_and_a_write_go_on()
    {
        var socket = new VirtualSocket(_scheduler);
        socket.Peer.Segment = 2;

        Assert.Equal(2, ResultOf(socket.AsyncSend(Bytes("hello"))).BytesTransferred);
        Assert.Equal(5, ResultOf(socket.AsyncWrite(Bytes("hello"))).BytesTransferred);
    }

    [Fact]
    public void Window_can_shrink_and_grow()
    {
        var socket = new VirtualSocket(_scheduler, window: 4);
        var sent = new Recorder<SendResult>();
        socket.AsyncSend(Bytes("abcd")).Subscribe(new Recorder<SendResult>());
        socket.Peer.Window = 1;
        socket.AsyncSend(Bytes("e")).Subscribe(sent);

        socket.Peer.Read(3);
        Assert.Equal(4, socket.Peer.BytesReceived);
        socket.Peer.Window = 2;

        Assert.Equal(5, socket.Peer.BytesReceived);
    }

    [Fact]
    public void Reset_fails_the_pending_send_and_then_the_stream_is_shut()
    {
        var socket = new VirtualSocket(_scheduler, window: 2);
        var pending = new Recorder<SendResult>();
        socket.AsyncWrite(Bytes("hello")).Subscribe(pending);

        socket.Peer.Reset();
        _scheduler.AdvanceBy(1);

        Assert.Equal(new SendResult(SocketError.ConnectionReset, 2), Assert.IsType<SendException>(pending.Error).Result);
        Assert.Equal(SocketError.Shutdown, ResultOf(socket.AsyncSend(Bytes("x"))).Error);
    }

    [Fact]
    public void Close_is_a_reset_only_if_bytes_are_lost()
    {
        var unread = new VirtualSocket(_scheduler);
        ResultOf(unread.AsyncSend(Bytes("abc")));
        unread.Peer.Close();
        Assert.Equal(SocketError.ConnectionReset, ResultOf(unread.AsyncSend(Bytes("x"))).Error);

        var read = new VirtualSocket(_scheduler);
        read.Peer.Read(3);
        ResultOf(read.AsyncSend(Bytes("abc")));
        read.Peer.Close();
        Assert.Equal(SocketError.Shutdown, ResultOf(read.AsyncSend(Bytes("x"))).Error);
    }

    [Fact]
    public void Fail_fails_one_send_by_its_name()
    {
        var socket = new VirtualSocket(_scheduler);
        socket.Peer.Fail(SocketError.NoBufferSpaceAvailable);

        Assert.Equal(SocketError.NoBufferSpaceAvailable, ResultOf(socket.AsyncSend(Bytes("a"))).Error);
        Assert.True(ResultOf(socket.AsyncSend(Bytes("a"))).IsSuccess);
    }

    [Fact]
    public void HalfClose_of_the_peer_leaves_sends_alone()
    {
        var socket = new VirtualSocket(_scheduler);
        socket.Peer.HalfClose();

        Assert.True(socket.Peer.IsHalfClosed);
        Assert.True(ResultOf(socket.AsyncSend(Bytes("a"))).IsSuccess);
    }

    [Fact]
    public void ShutdownSend_is_EPIPE_from_then_on()
    {
        var socket = new VirtualSocket(_scheduler);
        socket.ShutdownSend();

        Assert.True(socket.Peer.HasEnded);
        Assert.Equal(SocketError.Shutdown, ResultOf(socket.AsyncSend(Bytes("a"))).Error);
    }

    [Fact]
    public void Closed_behind_our_back_settles_the_pending_send_with_its_count()
    {
        var socket = new VirtualSocket(_scheduler, window: 2);
        var pending = new Recorder<SendResult>();
        socket.AsyncWrite(Bytes("hello")).Subscribe(pending);

        socket.CloseUnderneath();
        _scheduler.AdvanceBy(1);

        var result = Assert.IsType<SendException>(pending.Error).Result;
        Assert.Equal((SocketError.OperationAborted, 2), (result.Error, result.BytesTransferred));
        Assert.Equal(SocketError.NotSocket, ResultOf(socket.AsyncSend(Bytes("x"))).Error);
        Assert.Equal(RxSocketState.Closed, socket.State);
    }

    [Fact]
    public void Exception_of_a_wire_observer_goes_out_of_the_scheduler_not_into_the_send()
    {
        var socket = new VirtualSocket(_scheduler);
        socket.Peer.OnWire.Subscribe(_ => throw new InvalidOperationException("mine"));
        var sent = new Recorder<SendResult>();
        socket.AsyncSend(Bytes("a")).Subscribe(sent);

        Assert.Throws<InvalidOperationException>(() => _scheduler.AdvanceBy(1));
        _scheduler.Stop();
        _scheduler.AdvanceBy(1);

        Assert.True(sent.IsCompleted);
    }

    [Fact]
    public void Flags_outside_the_portable_ones_are_refused_without_a_byte()
    {
        var socket = new VirtualSocket(_scheduler);
        Assert.Equal(new SendResult(SocketError.OperationNotSupported, 0), ResultOf(socket.AsyncSend(Bytes("a"), (SocketFlags)0x8000)));
        Assert.True(ResultOf(socket.AsyncSend(Bytes("a"), SocketFlags.OutOfBand)).IsSuccess);
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private SendResult ResultOf(SendObservable send)
    {
        var recorder = new Recorder<SendResult>();
        send.AsResult().Subscribe(recorder);
        _scheduler.AdvanceBy(1);
        return Assert.Single(recorder.Values);
    }
}
