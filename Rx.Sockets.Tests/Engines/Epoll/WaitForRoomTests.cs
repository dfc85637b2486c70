using System.Reactive;
using System.Runtime.InteropServices;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Epoll;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Native;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Epoll;

/// <summary>What poll(2) calls room is more than what a send needs.</summary>
public sealed class WaitForRoomTests
{
    [Theory]
    [InlineData(Wire.Tcp)]
    [InlineData(Wire.Unix)]
    public async Task Too_little_room_for_poll_does_not_keep_a_send_from_being_tried(Wire wire)
    {
        var loop = new SocketLoop(new EngineLoop(new EpollEngine(TimeProvider.System, new Pessimist()), TimeProvider.System), SocketEngineKind.Epoll, ownThread: false);
        await using var pair = RxPair.On(loop, wire);
        var waited = new Recorder<Unit>();
        pair.Socket.WaitWritable().Subscribe(waited).Dispose();

        var sent = new Recorder<SendResult>();
        pair.Socket.AsyncSend(new byte[10]).Subscribe(sent);

        Assert.Equal(10, pair.Socket.BytesTransferred); // at once, without an edge
        pair.RunUntil(() => sent.IsCompleted);
        Assert.Equal(0, waited.Calls);
    }

    /// <summary>Never sees room, though there is.</summary>
    private sealed class Pessimist : PosixSend
    {
        public override SendAttempt TryRoom(SafeHandle handle) => new(0, 0, Errno.Again);
    }
}
