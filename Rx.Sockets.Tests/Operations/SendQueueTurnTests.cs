using Rx.Sockets.Engines;
using Rx.Sockets.Operations;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

/// <summary>How long one stack carries the queue, and when it is idle.</summary>
public class SendQueueTurnTests
{
    private const int StartsInARow = 64;

    private readonly SendBench _bench = new();

    private ScriptedPort Port => _bench.Port;

    [Fact]
    public void Stack_that_started_enough_gives_the_rest_to_a_turn()
    {
        Queue(1 + StartsInARow + 10);
        Port.Complete(NativeOutcome.Moved(1)); // this stack starts the others
        Assert.Equal(1 + StartsInARow, Port.Starts);
        Assert.Equal(1, _bench.Turns.Count);

        _bench.Turns.Run();

        Assert.Equal(1 + StartsInARow + 10, Port.Starts);
        Assert.Equal(0, _bench.Queue.Outstanding);
    }

    [Fact]
    public void Queue_that_yielded_yields_once_and_starts_nobody_until_its_turn()
    {
        Queue(1 + StartsInARow + 10);
        Port.Complete(NativeOutcome.Moved(1));
        Port.Script.Enqueue(NativeOutcome.Moved(1));
        var late = _bench.Send(1);
        _bench.Queue.CancelAll(CancellationLevel.None);
        Assert.Equal(1 + StartsInARow, Port.Starts);
        Assert.Equal(1, _bench.Turns.Count);
        _bench.Turns.Run();
        _bench.Executor.Run();
        Assert.True(late.IsSettled);
    }

    [Fact]
    public void Queue_that_yielded_can_be_stopped()
    {
        Queue(1 + StartsInARow + 10);
        Port.Complete(NativeOutcome.Moved(1));
        _bench.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);
        Assert.Equal(1, Port.Closes);
        _bench.Turns.Run();
        Assert.Equal(1 + StartsInARow, Port.Starts);
        Assert.Equal(0, _bench.Queue.Outstanding);
    }

    [Fact]
    public void Idle_is_reached_when_the_last_send_has_settled()
    {
        Assert.True(_bench.Queue.WhenIdle().IsCompleted);
        _bench.Send(1);
        _bench.Send(1);
        var idle = _bench.Queue.WhenIdle();
        Assert.Same(idle, _bench.Queue.WhenIdle());
        Port.Complete(NativeOutcome.Moved(1));
        Assert.False(idle.IsCompleted);
        Port.Complete(NativeOutcome.Moved(1));
        Assert.True(idle.IsCompletedSuccessfully);
        _bench.Send(1);
        Assert.False(_bench.Queue.WhenIdle().IsCompleted);
    }

    [Fact]
    public void Outstanding_and_bytes_count_what_is_true_at_each_step()
    {
        var write = _bench.Write(4, CancellationLevel.Partial);
        var waiting = _bench.Send(1);
        Assert.Equal((2, 0L), (_bench.Queue.Outstanding, _bench.Queue.BytesTransferred));
        Port.Complete(NativeOutcome.Moved(3));
        Assert.Equal((2, 3L), (_bench.Queue.Outstanding, _bench.Queue.BytesTransferred));
        waiting.Leave();
        Assert.Equal((1, 3L), (_bench.Queue.Outstanding, _bench.Queue.BytesTransferred));
        write.Leave();
        Assert.Equal((0, 3L), (_bench.Queue.Outstanding, _bench.Queue.BytesTransferred));
    }

    /// <summary>The first is pending, the others are ready.</summary>
    private void Queue(int sends)
    {
        for (var i = 0; i < sends; i++)
            _bench.Send(1);
        for (var i = 1; i < sends; i++)
            Port.Script.Enqueue(NativeOutcome.Moved(1));
    }
}
