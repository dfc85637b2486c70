using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Virtual.Classic;

namespace Rx.Sockets.Tests.Cancellation;

/// <summary>A composed send keeps one place, counts all its steps, and has one outcome. In virtual time: subscribed to at 200, its
/// function runs a tick later.</summary>
public class ComposeTests : ClassicTest
{
    private static readonly BufferSequence Header = "head"u8.ToArray();
    private static readonly BufferSequence Body = "body!"u8.ToArray();
    private static readonly BufferSequence Trailer = "tail"u8.ToArray();

    [Fact]
    public void The_steps_go_out_in_order_and_the_outcome_is_their_sum()
    {
        var socket = Connect(100);
        var wire = new WireText(socket);
        var seen = new List<long>();
        var observer = Observe(socket.Compose(async self =>
        {
            await self.AsyncWrite(Header);
            seen.Add(self.BytesTransferred);
            await self.AsyncSend(Body);
            seen.Add(self.BytesTransferred);
            await self.AsyncWrite(Trailer);
        }));
        Assert.Equal(Success(202, Sent(13)), observer.Messages);
        Assert.Equal("headbody!tail", wire.Text);
        Assert.Equal([4, 9], seen);
        Assert.Equal((13, 0), (socket.BytesTransferred, socket.Outstanding));
    }

    [Fact]
    public void Nothing_of_other_sends_goes_between_the_steps()
    {
        var socket = Connect(6);
        var wire = new WireText(socket);
        var pause = new TaskCompletionSource();
        var heard = new Recorder<SendResult>();
        socket.AsyncWrite("before "u8.ToArray()).Subscribe(new Recorder<SendResult>());
        socket.Compose(async self =>
        {
            await self.AsyncWrite(Header);
            await pause.Task;
            await self.AsyncWrite(Body);
        }).Subscribe(heard);
        socket.AsyncWrite(" after"u8.ToArray()).Subscribe(new Recorder<SendResult>());
        Scheduler.Start();
        Assert.Equal(("before", 3), (wire.Text, socket.Outstanding));
        socket.Peer.Read(100);
        Scheduler.Start();
        Assert.Equal(("before head", 2), (wire.Text, socket.Outstanding)); // the wire is free, and the place is kept
        Assert.False(socket.WhenIdle().IsCompleted);
        pause.SetResult();
        Scheduler.Start();
        Assert.Equal("before headbody! after", wire.Text);
        Assert.Equal([Sent(9)], heard.Values);
        Assert.True(socket.WhenIdle().IsCompleted);
    }

    [Fact]
    public void The_function_is_called_for_each_subscription_and_never_on_the_stack_of_Subscribe()
    {
        var socket = Connect(100);
        var calls = 0;
        var send = socket.Compose(async self =>
        {
            calls++;
            await self.AsyncWrite(Header);
        });
        Assert.Equal(0, calls);
        send.Subscribe(new Recorder<SendResult>());
        send.Subscribe(new Recorder<SendResult>());
        Assert.Equal((0, 2), (calls, socket.Outstanding));
        Scheduler.Start();
        Assert.Equal((2, 8), (calls, socket.BytesTransferred));
    }

    [Fact]
    public async Task It_is_awaited_like_every_send()
    {
        var socket = Connect(6);
        var awaited = Twice();
        Scheduler.Start();
        Assert.False(awaited.IsCompleted);
        socket.Peer.Read(100);
        Scheduler.Start();
        Assert.True(awaited.IsCompletedSuccessfully);
        Assert.Equal((4, 4), await awaited);

        async Task<(long First, long Second)> Twice()
        {
            var send = socket.Compose(async self => await self.AsyncWrite(Header));
            return ((await send).BytesTransferred, (await send).BytesTransferred);
        }
    }

    [Fact]
    public void The_ledger_is_told_once_and_before_the_observer()
    {
        var socket = Connect(5);
        var told = new List<string>();
        socket.Compose(TwoSteps)
            .CancelOnUnsubscribe(CancellationLevel.Total, result => told.Add($"settled {result.BytesTransferred}"))
            .Subscribe(result => told.Add($"observer {result.BytesTransferred}"));
        Scheduler.Start();
        Assert.Empty(told);
        socket.Peer.Read(100);
        Scheduler.Start();
        Assert.Equal(["settled 9", "observer 9"], told);
    }

    [Fact]
    public void Left_while_it_runs_it_ends_whole_and_only_its_own_result_is_in_SettledSends()
    {
        var socket = Connect(5);
        var settled = new Recorder<SendResult>();
        using var watching = socket.SettledSends.Subscribe(settled);
        var heard = new Recorder<SendResult>();
        var subscription = socket.Compose(async self =>
        {
            using var abandoned = self.AsyncWrite(Header).Subscribe(new Recorder<SendResult>()); // left when it has been sent
            await self.AsyncWrite(default);
            await Task.CompletedTask;
        }).Subscribe(new Recorder<SendResult>());
        var second = socket.Compose(TwoSteps).Subscribe(heard);
        Scheduler.AdvanceBy(5);
        second.Dispose(); // Total: it has begun, and no filter lets it in
        socket.Peer.Read(100);
        Scheduler.Start();
        Assert.Equal(0, heard.Calls);
        Assert.Equal([Sent(9)], settled.Values);
        subscription.Dispose();
    }

    [Fact]
    public void A_function_that_begins_no_step_sends_nothing_and_succeeds()
    {
        var socket = Connect(9);
        var observer = Observe(socket.Compose(self =>
        {
            self.AsyncWrite(Header); // cold: nobody has subscribed
            return Task.CompletedTask;
        }));
        Assert.Equal(Success(202, Sent(0)), observer.Messages);
        Assert.Equal(0, socket.BytesTransferred);
    }

    [Fact]
    public void A_step_is_a_SendObservable_like_any_other()
    {
        var socket = Connect(2);
        var told = new List<SendResult>();
        SendResult? step = null;
        var observer = Observe(socket.Compose(async self =>
        {
            step = await self.AsyncWrite(Header).CancelAfter(TimeSpan.FromTicks(10), CancellationLevel.Partial)
                .CancelOnUnsubscribe(CancellationLevel.Total, told.Add).AsResult();
            socket.Peer.Read(100);
            await self.AsyncWrite(Header.From(step.Value.BytesTransferred));
        }));
        Assert.Equal(Success(213, Sent(4)), observer.Messages);
        Assert.Equal(Stopped(CancellationLevel.Partial, 2), step);
        Assert.Equal([Stopped(CancellationLevel.Partial, 2)], told);
    }

    [Fact]
    public void An_empty_step_succeeds_and_steps_may_be_made_in_advance()
    {
        var socket = Connect(100);
        var observer = Observe(socket.Compose(async self =>
        {
            SendObservable[] steps = [self.AsyncWrite(Header), self.AsyncWrite(default), self.AsyncSend(Trailer)];
            foreach (var step in steps)
                await step;
        }));
        Assert.Equal(Success(202, Sent(8)), observer.Messages);
    }

    [Fact]
    public void Null_is_refused_at_once() =>
        Assert.Throws<ArgumentNullException>("function", () => Connect(1).Compose(null!));

    private static async Task TwoSteps(ComposedSend self)
    {
        await self.AsyncWrite(Header);
        await self.AsyncWrite(Body);
    }
}
