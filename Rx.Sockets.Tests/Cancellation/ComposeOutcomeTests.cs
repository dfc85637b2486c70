using System.Net.Sockets;
using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Virtual.Classic;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Cancellation;

/// <summary>What a function lets out is the outcome, and the bytes are exact whatever it lets out.</summary>
public class ComposeOutcomeTests : ClassicTest
{
    private static readonly BufferSequence Header = "head"u8.ToArray();

    public static TheoryData<string> Ways => ["throws", "faults", "cancels"];

    [Theory, MemberData(nameof(Ways))]
    public void An_exception_of_the_user_is_inside_and_the_count_is_kept(string way)
    {
        var boom = new FormatException("boom");
        var failed = Fails(Connect(100), async self =>
        {
            await self.AsyncWrite(Header);
            if (way == "cancels") throw new OperationCanceledException();
            if (way == "faults") await Task.FromException(boom);
            throw boom;
        });
        Assert.Equal(new SendResult(SocketError.SocketError, 4), failed.Result);
        if (way == "cancels") Assert.IsAssignableFrom<OperationCanceledException>(failed.InnerException);
        else Assert.Same(boom, failed.InnerException);
    }

    [Fact]
    public void A_function_that_throws_instead_of_giving_a_task_is_one_that_fails()
    {
        var boom = new FormatException("boom");
        Assert.Same(boom, Fails(Connect(100), _ => throw boom).InnerException);
    }

    [Fact]
    public void A_function_that_gives_null_fails_with_a_clear_exception() =>
        Assert.IsType<InvalidOperationException>(Fails(Connect(100), _ => null!).InnerException);

    [Fact]
    public void A_task_that_was_cancelled_by_nobody_of_ours_is_a_failure()
    {
        var failed = Fails(Connect(100), _ => Task.FromCanceled(new CancellationToken(canceled: true)));
        Assert.Equal(new SendResult(SocketError.SocketError, 0), failed.Result);
        Assert.IsType<TaskCanceledException>(failed.InnerException);
    }

    [Fact]
    public void The_error_of_a_step_is_the_error_of_the_whole()
    {
        var socket = Connect(100);
        var failed = Fails(socket, async self =>
        {
            await self.AsyncWrite(Header);
            socket.Peer.Reset();
            await self.AsyncWrite(Header);
        });
        Assert.Equal(new SendResult(SocketError.ConnectionReset, 4), failed.Result);
        Assert.Null(failed.InnerException);
    }

    [Fact]
    public void The_error_of_a_step_that_was_caught_is_not()
    {
        var socket = Connect(100);
        socket.Peer.Fail(SocketError.NetworkDown); // one send fails, the next does not
        var observer = Observe(socket.Compose(async self =>
        {
            Assert.Equal(SocketError.NetworkDown, (await self.AsyncWrite(Header).AsResult()).Error);
            await self.AsyncWrite(Header);
        }));
        Assert.Equal(Success(202, Sent(4)), observer.Messages);
    }

    [Fact]
    public void The_error_of_another_socket_is_an_exception_of_the_user_and_closes_no_door()
    {
        var (socket, other) = (Connect(100), Connect(0));
        var failed = Fails(socket, async self =>
        {
            await self.AsyncWrite(Header);
            await other.AsyncWrite(Hello).CancelAfter(TimeSpan.FromTicks(5), CancellationLevel.Terminal);
        });
        Assert.Equal(new SendResult(SocketError.SocketError, 4), failed.Result);
        Assert.Equal(CancellationLevel.Terminal, Assert.IsType<SendException>(failed.InnerException).Result.Cancelled);
        Assert.Equal((RxSocketState.Usable, RxSocketState.OnlyClosable), (socket.State, other.State));
    }

    [Theory]
    [InlineData(0, CancellationLevel.Total, CancellationLevel.Total)]
    [InlineData(4, CancellationLevel.Total, CancellationLevel.Partial)] // without a trace for the step, not for the whole
    [InlineData(4, CancellationLevel.Terminal, CancellationLevel.Terminal)]
    [InlineData(6, CancellationLevel.Partial, CancellationLevel.Partial)]
    public void A_step_that_the_function_itself_stops_says_how_the_whole_was_stopped(long window, CancellationLevel level, CancellationLevel given)
    {
        var failed = Fails(Connect(window), async self =>
        {
            if (window > 0) await self.AsyncWrite(Header);
            await self.AsyncWrite(Hello).CancelAfter(TimeSpan.FromTicks(5), level);
        });
        Assert.Equal(Stopped(given, window), failed.Result);
    }

    [Fact]
    public void AsResult_brings_the_outcome_as_a_value()
    {
        var heard = new Recorder<SendResult>();
        Connect(100).Compose(_ => throw new FormatException()).AsResult().Subscribe(heard);
        Scheduler.Start();
        Assert.Equal([new SendResult(SocketError.SocketError, 0)], heard.Values);
        Assert.True(heard.IsCompleted);
    }

    [Fact]
    public void A_function_that_returns_while_a_step_is_under_way_fails_when_the_step_has_settled()
    {
        var socket = Connect(2);
        var heard = new Recorder<SendResult>();
        var told = new List<SendResult>();
        socket.Compose(self =>
        {
            self.AsyncWrite(Header).Subscribe(new Recorder<SendResult>());
            return Task.CompletedTask;
        }).CancelOnUnsubscribe(CancellationLevel.Total, told.Add).Subscribe(heard);
        var next = new Recorder<SendResult>();
        socket.AsyncWrite(Hello).Subscribe(next);
        Scheduler.AdvanceBy(100);
        Assert.Equal((0, 0, 2), (heard.Calls, next.Calls, socket.Outstanding));
        socket.Peer.Read(2);
        Scheduler.Start();
        var failed = Assert.IsType<SendException>(heard.Error);
        Assert.Equal(new SendResult(SocketError.SocketError, 4), failed.Result);
        Assert.IsType<InvalidOperationException>(failed.InnerException);
        Assert.Equal([failed.Result], told);
        socket.Peer.Read(100);
        Scheduler.Start();
        Assert.Equal([Sent(5)], next.Values);
    }

    [Fact]
    public void A_function_that_throws_while_a_step_is_under_way_fails_with_that_when_the_step_has_settled()
    {
        var socket = Connect(2);
        var heard = new Recorder<SendResult>();
        socket.Compose(self =>
        {
            self.AsyncWrite(Header).Subscribe(new Recorder<SendResult>());
            throw new FormatException();
        }).Subscribe(heard);
        Scheduler.AdvanceBy(100);
        Assert.Equal(0, heard.Calls);
        socket.Peer.Read(2);
        Scheduler.Start();
        Assert.IsType<FormatException>(heard.Error!.InnerException);
        Assert.Equal(4, Assert.IsType<SendException>(heard.Error).Result.BytesTransferred);
    }

    [Fact]
    public void A_second_step_beside_the_first_fails_with_0_bytes_and_the_first_goes_on()
    {
        var socket = Connect(2);
        var first = new Recorder<SendResult>();
        var second = new Recorder<SendResult>();
        var whole = new Recorder<SendResult>();
        socket.Compose(async self =>
        {
            var step = self.AsyncWrite(Header).Do(first);
            await Task.WhenAll(First(step), First(self.AsyncWrite(Hello).Do(second).Catch(Observable.Return(default(SendResult)))));
        }).Subscribe(whole);
        Scheduler.AdvanceBy(50);
        socket.Peer.Read(2);
        Scheduler.Start();
        var refused = Assert.IsType<SendException>(second.Error);
        Assert.Equal(new SendResult(SocketError.AlreadyInProgress, 0), refused.Result);
        Assert.IsType<InvalidOperationException>(refused.InnerException);
        Assert.Equal([Sent(4)], first.Values);
        Assert.Equal([Sent(4)], whole.Values);

        static async Task First(IObservable<SendResult> step) => await step;
    }

    [Fact]
    public void A_step_begun_when_the_function_is_over_fails_with_0_bytes()
    {
        var socket = Connect(100);
        ComposedSend? kept = null;
        Observe(socket.Compose(self =>
        {
            kept = self;
            return Task.CompletedTask;
        }));
        var heard = new Recorder<SendResult>();
        kept!.AsyncWrite(Header).Subscribe(heard);
        Scheduler.Start();
        var refused = Assert.IsType<SendException>(heard.Error);
        Assert.Equal(new SendResult(SocketError.OperationNotSupported, 0), refused.Result);
        Assert.IsType<InvalidOperationException>(refused.InnerException);
        Assert.Equal((0, 0), (socket.BytesTransferred, socket.Outstanding));
    }

    private SendException Fails(VirtualSocket socket, Func<ComposedSend, Task> function)
    {
        var heard = new Recorder<SendResult>();
        socket.Compose(function).Subscribe(heard);
        Scheduler.Start();
        return Assert.IsType<SendException>(heard.Error);
    }
}
