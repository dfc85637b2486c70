using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Unsubscribing, at every level, at every moment that differs: what is on the wire then, what is counted, and what the socket is
/// good for.</summary>
public sealed class LeavingTests
{
    private const CancellationLevel Total = CancellationLevel.Total;
    private const CancellationLevel Partial = CancellationLevel.Partial;
    private const CancellationLevel Terminal = CancellationLevel.Terminal;

    /// <summary>One write has three messages of four bytes, of which so many bytes are out; a fourth has been handed over since.</summary>
    [Theory]
    [InlineData(Total, 0, "", 0, RxSocketState.Usable)]
    [InlineData(Total, 1, "aaaa", 1, RxSocketState.Usable)]
    [InlineData(Total, 4, "aaaa", 1, RxSocketState.Usable)]
    [InlineData(Total, 6, "aaaabbbb", 2, RxSocketState.Usable)]
    [InlineData(Total, 11, "aaaabbbbcccc", 3, RxSocketState.Usable)]
    [InlineData(Partial, 0, "", 0, RxSocketState.Usable)]
    [InlineData(Partial, 4, "aaaa", 1, RxSocketState.Usable)]
    [InlineData(Partial, 6, "aaaabb", 1, RxSocketState.Usable)]
    [InlineData(Terminal, 0, "", 0, RxSocketState.OnlyClosable)]
    [InlineData(Terminal, 6, "aaaabb", 1, RxSocketState.OnlyClosable)]
    [InlineData(Total | Partial, 6, "aaaabb", 1, RxSocketState.Usable)]
    [InlineData(Total | Terminal, 6, "aaaabb", 1, RxSocketState.OnlyClosable)]
    [InlineData(CancellationLevel.All, 6, "aaaabb", 1, RxSocketState.Usable)]
    [InlineData(CancellationLevel.None, 6, "aaaabbbbccccdddd", 4, RxSocketState.Usable)]
    public void Leaving_during_a_write_of_several_messages(CancellationLevel level, int moved, string wire, int whole, RxSocketState state)
    {
        var scene = Three(level, moved);
        scene.Send("dddd");

        scene.Leave();
        scene.Tell();
        Assert.Equal(wire.Length <= moved, scene.HasSettled);
        scene.Read(100);

        Assert.Equal("0000" + wire, scene.Sent);
        Assert.Equal(new SendProgress(1 + whole, scene.Sent.Length, Dropped: 4 - whole), scene.Last);
        Assert.Equal(state, scene.Socket.State);
        scene.CheckSums();
    }

    [Theory]
    [InlineData(Total)]
    [InlineData(Partial)]
    [InlineData(Terminal)]
    [InlineData(CancellationLevel.None)]
    [InlineData(CancellationLevel.All)]
    public void Leaving_when_nothing_is_under_way_settles_and_leaves_the_socket_usable(CancellationLevel level)
    {
        var scene = new StreamScene(window: 100, new SendToOptions { OnUnsubscribe = level });
        scene.Send("0000");

        scene.Leave();
        scene.Tell();

        Assert.Equal(new SendProgress(1, 4), scene.Last);
        Assert.Equal(RxSocketState.Usable, scene.Socket.State);
        Assert.Empty(scene.Heard.Values); // it left before
    }

    [Theory]
    [InlineData(Total, RxSocketState.Usable)]
    [InlineData(Partial, RxSocketState.Usable)]
    [InlineData(Terminal, RxSocketState.OnlyClosable)]
    public void Leaving_while_the_write_waits_behind_another_send(CancellationLevel level, RxSocketState state)
    {
        var scene = new StreamScene(window: 1, new SendToOptions { OnUnsubscribe = level });
        scene.Socket.AsyncWrite("other"u8.ToArray()).Subscribe(new Recorder<SendResult>());
        scene.Send("0000", "1111");

        scene.Leave();
        scene.Read(100);

        Assert.Equal("other", scene.Sent);
        Assert.Equal(new SendProgress(0, 0, Dropped: 2), scene.Last);
        Assert.Equal(state, scene.Socket.State);
    }

    [Fact]
    public void The_rest_of_a_message_goes_before_every_other_send()
    {
        var scene = Three(Total, moved: 6);
        var other = new Recorder<SendResult>();
        scene.Socket.AsyncWrite("other"u8.ToArray()).Subscribe(other);

        scene.Leave();
        scene.Read(100);

        Assert.Equal("0000aaaabbbbother", scene.Sent);
        Assert.True(other.IsCompleted);
    }

    [Fact]
    public void A_stalled_peer_holds_the_rest_of_a_message_no_longer_than_the_unwatched_limit()
    {
        var scene = Three(Total, moved: 6, TimeSpan.FromSeconds(5));

        scene.Leave();
        scene.Scheduler.AdvanceBy(TimeSpan.FromSeconds(4).Ticks);
        Assert.False(scene.HasSettled);
        scene.Scheduler.AdvanceBy(TimeSpan.FromSeconds(2).Ticks);

        Assert.Equal(new SendProgress(2, 10, Dropped: 2), scene.Last);
        Assert.Equal(RxSocketState.OnlyClosable, scene.Socket.State);
    }

    [Fact]
    public void A_stalled_peer_holds_what_None_leaves_no_longer_than_the_unwatched_limit()
    {
        var scene = Three(CancellationLevel.None, moved: 6, TimeSpan.FromSeconds(5));

        scene.Leave();
        scene.Scheduler.AdvanceBy(TimeSpan.FromSeconds(4).Ticks);
        scene.Read(3);
        scene.Scheduler.AdvanceBy(TimeSpan.FromSeconds(4).Ticks);
        Assert.False(scene.HasSettled);
        scene.Scheduler.AdvanceBy(TimeSpan.FromSeconds(2).Ticks);

        Assert.Equal(new SendProgress(3, 13, Dropped: 1), scene.Last);
    }

    [Fact]
    public void Leaving_after_the_source_has_completed_drops_what_has_not_begun()
    {
        var scene = Three(Total, moved: 6);
        scene.Source.OnCompleted();

        scene.Leave();
        scene.Read(100);

        Assert.Equal("0000aaaabbbb", scene.Sent);
        Assert.Equal(new SendProgress(3, 12, Dropped: 1), scene.Last);
        Assert.False(scene.Heard.IsCompleted);
    }

    [Theory]
    [InlineData(Total, 0, "", 0)]
    [InlineData(Total, 6, "aaaabbbbcccc", 3)] // refused: for a write it is all or nothing
    [InlineData(Total | Partial, 6, "aaaabb", 1)]
    [InlineData(Partial, 4, "aaaa", 1)]
    [InlineData(Terminal, 6, "aaaabb", 1)]
    public void Cancel_of_the_socket_ends_the_stream_and_counts(CancellationLevel level, int moved, string wire, int whole)
    {
        var scene = Three(Total, moved);

        scene.Socket.Cancel(level);
        scene.Read(100);

        Assert.Equal("0000" + wire, scene.Sent);
        scene.CheckSums();
        if (whole == 3)
        {
            Assert.False(scene.HasSettled);
            return;
        }

        Assert.Equal(new SendProgress(1 + whole, scene.Sent.Length, Dropped: 3 - whole), scene.Last);
        Assert.Equal(SocketError.OperationAborted, Assert.IsType<SendException>(scene.Heard.Error).SocketErrorCode);
        Assert.False(scene.Source.HasObservers);
    }

    [Theory]
    [InlineData(true, SocketError.OperationAborted)]
    [InlineData(false, SocketError.ConnectionReset)]
    public void The_end_of_the_connection_ends_the_stream_and_counts(bool ours, SocketError error)
    {
        var scene = Three(Total, moved: 6);

        if (ours) scene.Socket.Dispose();
        else scene.Socket.Peer.Reset();
        scene.Tell();

        Assert.Equal(new SendProgress(2, 10, Dropped: 2), scene.Last);
        Assert.Equal(error, Assert.IsType<SendException>(scene.Heard.Error).SocketErrorCode);
        Assert.False(scene.Source.HasObservers);
        scene.CheckSums();
    }

    [Fact]
    public void A_closed_socket_is_found_out_by_the_next_message()
    {
        var scene = new StreamScene(window: 100);
        scene.Send("0000");
        scene.Socket.Dispose();

        scene.Send("1111");
        scene.Tell();

        Assert.Equal(new SendProgress(1, 4, Dropped: 1), scene.Last);
        Assert.Equal(SocketError.NotSocket, Assert.IsType<SendException>(scene.Heard.Error).SocketErrorCode);
    }

    [Fact]
    public void A_cancel_inside_the_first_native_send_settles_once()
    {
        var scene = new StreamScene(window: 2);
        var first = true;
        scene.Socket.Peer.OnWire.Subscribe(_ =>
        {
            if (first) scene.Socket.Cancel();
            first = false;
        });

        scene.Send("0000");
        scene.Read(100);

        Assert.Equal("00", scene.Sent);
        Assert.Equal(new SendProgress(0, 2, Dropped: 1), scene.Last);
        Assert.IsType<SendException>(scene.Heard.Error);
    }

    /// <summary>A message of its own, then one write with three, of which so many bytes are out.</summary>
    private static StreamScene Three(CancellationLevel level, int moved, TimeSpan? limit = null)
    {
        var scene = new StreamScene(window: 0, new SendToOptions { OnUnsubscribe = level }, limit);
        scene.Send("0000", "aaaa", "bbbb", "cccc");
        scene.Socket.Peer.Read(4 + moved);
        Assert.Equal(4 + moved, scene.Sent.Length);
        return scene;
    }
}
