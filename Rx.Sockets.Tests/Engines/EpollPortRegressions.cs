using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Epoll;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Native;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

/// <summary>Bugs of the epoll port that were found by review.</summary>
public sealed class EpollPortRegressions
{
    [Fact]
    public async Task A_request_made_while_an_edge_is_being_tried_in_vain_is_not_lost()
    {
        Machine.NeedsEpoll();
        using var pair = SocketPair.Connect(Wire.Tcp, bufferSize: 8 * 1024);
        var send = new VainSend();
        using var loop = new SocketLoop(
            new EngineLoop(new EpollEngine(TimeProvider.System, send), TimeProvider.System), SocketEngineKind.Epoll, ownThread: false);
        await using var socket = new RxSocket(pair.Local, new RxSocketOptions { Loop = loop, Scheduler = loop });
        var settled = new List<SendResult>();
        var subscription = socket.AsyncWrite(new byte[4 * 1024 * 1024])
            .CancelOnUnsubscribe(CancellationLevel.Partial, settled.Add)
            .Subscribe(new Recorder<SendResult>());
        var ran = false;
        send.Next = () =>
        {
            ran = true;
            subscription.Dispose();
        };

        pair.Peer.ReadAvailable();
        while (!ran)
            loop.RunOnce(Deadline.Limit);
        while (loop.RunOnce(TimeSpan.Zero))
        {
        }

        var result = Assert.Single(settled);
        Assert.Equal(CancellationLevel.Partial, result.Cancelled);
        Assert.Equal(socket.BytesTransferred, result.BytesTransferred);
    }

    [Fact]
    public async Task A_full_unix_socket_tells_of_shutdown_at_the_next_send()
    {
        Machine.NeedsEpoll();
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);
        pair.Fill();
        pair.Local.Shutdown(SocketShutdown.Send);
        var recorder = new Recorder<SendResult>();

        using var subscription = pair.Socket.AsyncSend(new byte[1]).AsResult().Subscribe(recorder);
        pair.RunReady();

        Assert.Equal(new SendResult(SocketError.Shutdown, 0), Assert.Single(recorder.Values));
    }

    [Fact]
    public async Task Memory_that_throws_when_it_is_unpinned_does_not_lose_the_count()
    {
        Machine.NeedsEpoll();
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll);
        var recorder = new Recorder<SendResult>();
        using var memory = new WilfulMemory(1000) { OnUnpin = static () => throw new InvalidOperationException("unpin") };

        using var subscription = pair.Socket.AsyncWrite([memory.Memory, new byte[500]]).AsResult().Subscribe(recorder);
        pair.RunReady();

        Assert.Equal(new SendResult(SocketError.Success, 1500), Assert.Single(recorder.Values));
        await pair.Peer.ReadAsync(1500);
    }

    /// <summary>Once told to, runs an action instead of an attempt and reports that there was no room.</summary>
    private sealed class VainSend : PosixSend
    {
        public Action? Next { get; set; }

        public override SendAttempt Try(SafeHandle handle, in Unsent data, SocketFlags flags)
        {
            if (Next is not { } next) return base.Try(handle, data, flags);
            Next = null;
            next();
            return new SendAttempt(0, 0, Errno.Again);
        }
    }
}
