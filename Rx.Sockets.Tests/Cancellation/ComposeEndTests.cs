using System.Net.Sockets;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Virtual.Classic;
using Rx.Sockets.Virtual;
using F = Rx.Sockets.CancellationFilter;
using L = Rx.Sockets.CancellationLevel;

namespace Rx.Sockets.Tests.Cancellation;

/// <summary>The end of the socket, and of patience, pass every filter.</summary>
public class ComposeEndTests : ClassicTest
{
    private static readonly BufferSequence Header = "head"u8.ToArray();

    private readonly Recorder<SendResult> _heard = new();
    private readonly TaskCompletionSource _pause = new();

    private SendResult Result => Assert.IsType<SendException>(_heard.Error).Result;

    [Fact]
    public void Dispose_stops_the_step_under_way_whatever_the_filters_say()
    {
        var socket = Connect(6);
        Start(socket, F.Disable);
        socket.Dispose();
        Scheduler.AdvanceBy(10);
        Assert.Equal(Stopped(L.Terminal, 6), Result);
        Assert.Equal((RxSocketState.Closed, 0), (socket.State, socket.Outstanding));
    }

    [Fact]
    public void Dispose_between_two_steps_closes_at_once_and_stops_the_next_step()
    {
        var socket = Connect(100);
        Start(socket, F.Disable, pauses: true);
        socket.Dispose();
        Scheduler.AdvanceBy(10);
        Assert.Equal((RxSocketState.Closed, true, 1, 0), (socket.State, socket.Peer.HasEnded, socket.Outstanding, _heard.Calls)); // its function is not over
        _pause.SetResult();
        Scheduler.AdvanceBy(10);
        Assert.Equal(Stopped(L.Terminal, 4), Result);
        Assert.Equal(0, socket.Outstanding);
    }

    [Fact]
    public void Dispose_before_its_function_is_called_means_that_it_is_not()
    {
        var socket = Connect(100);
        socket.Compose(_ => throw new FormatException(), F.Disable).Subscribe(_heard);
        socket.Dispose();
        Scheduler.Start();
        Assert.Equal(Stopped(L.Terminal, 0), Result);
    }

    [Fact]
    public void Dispose_is_not_forgotten_by_a_function_that_clears()
    {
        var socket = Connect(100);
        socket.Compose(async self =>
        {
            await _pause.Task;
            self.ClearCancellation();
            self.ResetCancellation(F.Disable);
            await self.AsyncWrite(Header);
        }).Subscribe(_heard);
        Scheduler.AdvanceBy(10);
        socket.Dispose();
        _pause.SetResult();
        Scheduler.AdvanceBy(10);
        Assert.Equal(Stopped(L.Terminal, 0), Result);
    }

    [Fact]
    public void Inside_the_function_the_socket_can_be_disposed()
    {
        var socket = Connect(100);
        socket.Compose(async self =>
        {
            await self.AsyncWrite(Header);
            socket.Dispose();
            await self.AsyncWrite(Header);
        }).Subscribe(_heard);
        Scheduler.AdvanceBy(10);
        Assert.Equal(Stopped(L.Terminal, 4), Result);
        Assert.Equal(RxSocketState.Closed, socket.State);
    }

    [Fact]
    public void What_all_steps_had_sent_before_the_end_is_a_success()
    {
        var socket = Connect(100);
        socket.Compose(async self =>
        {
            await self.AsyncWrite(Header);
            await _pause.Task;
        }).Subscribe(_heard);
        Scheduler.AdvanceBy(10);
        socket.Dispose();
        _pause.SetResult();
        Scheduler.AdvanceBy(10);
        Assert.Equal([Sent(4)], _heard.Values);
    }

    [Fact]
    public void Cancel_asks_through_the_filters()
    {
        var socket = Connect(6);
        Start(socket, F.EnablePartial);
        socket.Cancel(L.Total);
        Scheduler.AdvanceBy(10);
        Assert.Equal(0, _heard.Calls);
        socket.Cancel();
        Scheduler.AdvanceBy(10);
        Assert.Equal(Stopped(L.Partial, 6), Result);
        Assert.Equal(RxSocketState.Usable, socket.State);
    }

    [Fact]
    public void A_composed_send_that_nobody_watches_and_that_gets_no_byte_out_is_stopped_whatever_the_filters_say()
    {
        var socket = new VirtualSocket(Scheduler, window: 6, unwatchedLimit: TimeSpan.FromTicks(50));
        var told = new List<SendResult>();
        _pause.SetResult();
        socket.Compose(TwoSteps, F.Disable).CancelOnUnsubscribe(L.Total, told.Add).Subscribe(_heard).Dispose();
        socket.Compose(TwoSteps, F.Disable).CancelOnUnsubscribe(L.None, told.Add).Subscribe(_heard).Dispose();
        Scheduler.AdvanceBy(30);
        Assert.Equal([Stopped(L.Total, 0)], told); // left before its function was called
        socket.Peer.Read(1);
        Scheduler.AdvanceBy(40);
        Assert.Single(told);
        Scheduler.AdvanceBy(20);
        Assert.Equal([Stopped(L.Total, 0), Stopped(L.Terminal, 7)], told);
        Assert.Equal(RxSocketState.OnlyClosable, socket.State);
    }

    [Fact]
    public void A_composed_send_that_is_watched_may_stand_still()
    {
        var socket = new VirtualSocket(Scheduler, window: 6, unwatchedLimit: TimeSpan.FromTicks(50));
        using var watching = socket.Compose(async self =>
        {
            using var left = self.AsyncWrite(Hello).Subscribe(new Recorder<SendResult>());
            left.Dispose(); // a step that nobody watches is watched with the whole
            await _pause.Task;
        }).Subscribe(_heard);
        Scheduler.AdvanceBy(500);
        Assert.Equal(0, _heard.Calls);
    }

    [Fact]
    public void A_socket_closed_underneath_stops_it_with_its_count()
    {
        var socket = Connect(6);
        Start(socket, F.Disable);
        socket.CloseUnderneath();
        Scheduler.AdvanceBy(10);
        Assert.Equal((SocketError.OperationAborted, 6L), (Result.Error, Result.BytesTransferred));
    }

    [Fact]
    public void On_a_closed_socket_the_function_is_not_called()
    {
        var socket = Connect(100);
        socket.Dispose();
        socket.Compose(_ => throw new FormatException()).Subscribe(_heard);
        Scheduler.AdvanceBy(10);
        Assert.Equal(new SendResult(SocketError.NotSocket, 0), Result);
    }

    [Fact]
    public void WhenIdle_and_SettledSends_wait_for_the_function()
    {
        var socket = Connect(100);
        var settled = new Recorder<SendResult>();
        socket.SettledSends.Subscribe(settled);
        Start(socket, F.EnableTotal, pauses: true);
        var idle = socket.WhenIdle();
        socket.Dispose();
        Scheduler.AdvanceBy(10);
        Assert.False(idle.IsCompleted || settled.IsCompleted);
        _pause.SetResult();
        Scheduler.AdvanceBy(10);
        Assert.True(idle.IsCompleted && settled.IsCompleted);
    }

    private void Start(VirtualSocket socket, F filter, bool pauses = false)
    {
        if (!pauses) _pause.SetResult();
        socket.Compose(TwoSteps, filter).Subscribe(_heard);
        Scheduler.AdvanceBy(10);
    }

    private async Task TwoSteps(ComposedSend self)
    {
        await self.AsyncWrite(Header);
        await _pause.Task;
        await self.AsyncWrite(Header);
    }
}
