using System.Net.Sockets;
using Rx.Sockets.Operations;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

public class SocketLifeTests
{
    private readonly ManualExecutor _executor = new();
    private readonly ScriptedPort _port = new(sink: null!);
    private readonly SocketLife _life;
    private readonly Recorder<RxSocketState> _states = new();
    private readonly Recorder<SendResult> _settled = new();

    public SocketLifeTests()
    {
        _life = new SocketLife(_executor);
        _life.StateChanges.Subscribe(_states);
        _life.SettledSends.Subscribe(_settled);
    }

    [Fact]
    public void Each_state_has_its_refusal()
    {
        Assert.Equal((RxSocketState.Usable, SocketError.Success), (_life.State, _life.Refusal));
        _life.CloseDoor();
        Assert.Equal((RxSocketState.OnlyClosable, SocketError.Disconnecting), (_life.State, _life.Refusal));
        _life.End(SocketEnd.Close);
        Assert.Equal((RxSocketState.Closed, SocketError.NotSocket), (_life.State, _life.Refusal));
    }

    [Fact]
    public void Door_closes_once_and_not_after_the_end()
    {
        Assert.True(_life.CloseDoor());
        Assert.False(_life.CloseDoor());
        _life.End(SocketEnd.Close);
        Assert.False(_life.CloseDoor());
        Assert.Equal(RxSocketState.Closed, _life.State);
    }

    [Fact]
    public void First_end_counts_and_closing_is_taken_once()
    {
        Assert.False(_life.TakeClose());
        Assert.True(_life.End(SocketEnd.Release));
        Assert.False(_life.End(SocketEnd.Close));
        Assert.True(_life.TakeClose());
        Assert.False(_life.TakeClose());
        _life.Close(_port);
        Assert.Equal((1, 0), (_port.Detaches, _port.Closes));
    }

    [Fact]
    public void Changes_are_told_in_order_on_the_executor_and_end_after_closed()
    {
        _life.CloseDoor();
        _life.Announce();
        _life.End(SocketEnd.Close);
        _life.Announce();
        Assert.Equal(0, _states.Calls);
        _executor.Run();
        Assert.Equal([RxSocketState.OnlyClosable, RxSocketState.Closed], _states.Values);
        Assert.False(_states.IsCompleted);
        _life.Close(_port);
        _executor.Run();
        Assert.True(_states.IsCompleted);
    }

    [Fact]
    public void Settled_sends_end_when_the_socket_is_closed_and_all_is_delivered()
    {
        _life.Expect();
        _life.Expect();
        _life.End(SocketEnd.Close);
        _life.Close(_port);
        _life.Publish(new SendResult(SocketError.OperationAborted, 3));
        _life.Delivered();
        _executor.Run();
        Assert.False(_settled.IsCompleted);
        _life.Delivered();
        _executor.Run();
        Assert.Equal([new SendResult(SocketError.OperationAborted, 3)], _settled.Values);
        Assert.True(_settled.IsCompleted);
    }

    [Fact]
    public void Settled_sends_do_not_end_while_the_socket_is_open()
    {
        _life.Expect();
        _life.Delivered();
        _executor.Run();
        Assert.False(_settled.IsCompleted);
        Assert.False(_life.Ended.IsCompleted);
    }
}
