using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

public class SendQueueWithdrawTests
{
    private readonly SendBench _bench = new();

    private ScriptedPort Port => _bench.Port;

    [Theory]
    [InlineData(CancellationLevel.Total)]
    [InlineData(CancellationLevel.Partial)]
    public void Pending_send_that_is_given_back_is_cancelled_untouched(CancellationLevel level)
    {
        var send = _bench.Send(5, level);
        var next = _bench.Send(1);
        send.Leave();
        Assert.Equal(1, Port.Withdrawals);
        Assert.Equal(2, Port.Starts); // the next one
        _bench.Executor.Run();
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, level), send.Result);
        Assert.Equal(0, send.Observer.Calls);
        Assert.False(next.IsSettled);
    }

    [Fact]
    public void Withdrawal_that_comes_late_decides_when_it_comes()
    {
        Port.GivesBackAtOnce = false;
        var send = _bench.Send(5);
        send.Leave();
        _bench.Executor.Run();
        Assert.False(send.IsSettled);
        Port.Complete(NativeOutcome.Withdrawn);
        _bench.Executor.Run();
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), send.Result);
    }

    [Fact]
    public void Byte_that_wins_against_a_withdrawal_makes_a_send_a_success()
    {
        Port.GivesBackAtOnce = false;
        var send = _bench.Send(5);
        send.Leave();
        Port.Complete(NativeOutcome.Moved(1));
        _bench.Executor.Run();
        Assert.Equal(new SendResult(SocketError.Success, 1), send.Result);
    }

    [Theory]
    [InlineData(CancellationLevel.Total, false)]
    [InlineData(CancellationLevel.Partial, true)]
    [InlineData(CancellationLevel.Terminal, true)]
    public void Byte_that_wins_against_a_withdrawal_stops_a_write_where_its_level_allows(CancellationLevel level, bool stops)
    {
        Port.GivesBackAtOnce = false;
        var write = _bench.Write(5, level);
        write.Leave();
        Port.Complete(NativeOutcome.Moved(1));
        _bench.Executor.Run();
        Assert.Equal(stops, write.IsSettled);
        Assert.Equal(!stops, Port.IsPending);
        if (stops) Assert.Equal(new SendResult(SocketError.OperationAborted, 1, level), write.Result);
    }

    [Fact]
    public void Spurious_withdrawal_starts_the_send_again()
    {
        var send = _bench.Send(5);
        Port.Complete(NativeOutcome.Withdrawn);
        Assert.Equal(2, Port.Starts);
        Port.Complete(NativeOutcome.Moved(5));
        _bench.Executor.Run();
        send.AssertOutcome(new SendResult(SocketError.Success, 5));
    }

    [Fact]
    public void Refused_total_after_the_first_byte_does_not_bother_the_engine()
    {
        var write = _bench.Write(5);
        Port.Complete(NativeOutcome.Moved(1));
        write.Leave();
        Assert.Equal(0, Port.Withdrawals);
        Port.Complete(NativeOutcome.Moved(4));
        _bench.Executor.Run();
        Assert.Equal(new SendResult(SocketError.Success, 5), write.Result);
        Assert.Equal(0, write.Observer.Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Request_during_the_attempt_is_honoured_after_parking(bool givesBackAtOnce)
    {
        Port.GivesBackAtOnce = givesBackAtOnce;
        Port.DuringStart = () => _bench.Queue.CancelAll(CancellationLevel.Total);
        var send = _bench.Send(5);
        Assert.Equal(1, Port.Withdrawals);
        if (!givesBackAtOnce) Port.Complete(NativeOutcome.Withdrawn);
        _bench.Executor.Run();
        send.AssertOutcome(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total));
    }

    [Fact]
    public void Request_during_an_attempt_that_takes_all_is_too_late()
    {
        Port.DuringStart = () => _bench.Queue.CancelAll(CancellationLevel.All);
        Port.Script.Enqueue(NativeOutcome.Moved(5));
        var write = _bench.Write(5);
        _bench.Executor.Run();
        write.AssertOutcome(new SendResult(SocketError.Success, 5));
        Assert.Equal(RxSocketState.Usable, _bench.Queue.Life.State);
    }

    [Fact]
    public void Request_during_an_attempt_that_takes_some_stops_a_write_without_asking_the_engine()
    {
        Port.DuringStart = () => _bench.Queue.CancelAll(CancellationLevel.Partial);
        Port.Script.Enqueue(NativeOutcome.Moved(2));
        var write = _bench.Write(5);
        _bench.Executor.Run();
        write.AssertOutcome(new SendResult(SocketError.OperationAborted, 2, CancellationLevel.Partial));
        Assert.Equal(0, Port.Withdrawals);
        Assert.Equal(1, Port.Starts);
    }

    [Fact]
    public void Waiting_send_is_withdrawn_without_touching_the_running_one()
    {
        var first = _bench.Write(1, mark: 1);
        var middle = _bench.Write(1, mark: 2);
        _bench.Write(1, mark: 3);
        middle.Leave();
        Assert.Equal(0, Port.Withdrawals);
        Port.Complete(NativeOutcome.Moved(1));
        Port.Complete(NativeOutcome.Moved(1));
        _bench.Executor.Run();
        Assert.Equal([1, 3], Port.Wire);
        first.AssertOutcome(new SendResult(SocketError.Success, 1));
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), middle.Result);
    }

    [Fact]
    public void Subscriber_who_leaves_before_delivery_hears_nothing_and_settled_sends_does()
    {
        var settled = new Recorder<SendResult>();
        using var watching = _bench.Queue.Life.SettledSends.Subscribe(settled);
        Port.Script.Enqueue(NativeOutcome.Moved(5));
        var send = _bench.Send(5);
        send.Leave();
        _bench.Executor.Run();
        Assert.Equal(0, send.Observer.Calls);
        Assert.Equal(new SendResult(SocketError.Success, 5), Assert.Single(settled.Values));
        Assert.Equal(1, send.SettledTimes);
    }

    [Fact]
    public void Level_none_on_leaving_asks_for_nothing()
    {
        var send = _bench.Send(5, CancellationLevel.None);
        send.Leave();
        Assert.Equal(0, Port.Withdrawals);
        Assert.Equal(1, _bench.Queue.Outstanding);
    }
}
