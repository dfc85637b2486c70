using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;
using Rx.Sockets.Streams;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>What is offered to a socket that keeps up is sent without an operation. By a port that does what the test says: nobody comes
/// between its bytes, whatever happens during the system call, and the counts are right.</summary>
public sealed class AtOnceTests
{
    private readonly AtOnceRig _rig = new();

    [Fact]
    public void All_of_it_is_out_and_the_caller_counts_it()
    {
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(10));

        Assert.True(_rig.Offer(10));

        Assert.Equal(Pattern.Bytes(10), _rig.Port.Wire);
        Assert.Equal(10, _rig.Queue.BytesTransferred);
        Assert.Equal(new SendProgress(1, 10), _rig.Backlog.Progress);
        Assert.True(_rig.Queue.WhenIdle().IsCompleted);
    }

    [Fact]
    public void What_is_out_stays_counted_when_the_next_has_to_wait()
    {
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(10));
        Assert.True(_rig.Offer(10));

        Assert.False(_rig.Offer(10));
        Assert.Equal(new SendProgress(1, 10, QueuedMessages: 1, QueuedBytes: 10), _rig.Backlog.Progress);
        _rig.Port.Complete(NativeOutcome.Moved(10));
        _rig.Run();

        Assert.Equal(Pattern.Bytes(20), _rig.Port.Wire);
        Assert.Equal(new SendProgress(2, 20), _rig.Backlog.Progress);
    }

    [Fact]
    public void Nobody_comes_between_the_part_that_is_out_and_the_rest()
    {
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(4));
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(6));
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(3));
        _rig.Port.DuringStart = () => _rig.Write(0xAA, 0xBB, 0xCC);

        Assert.False(_rig.Offer(10));
        _rig.Run();

        Assert.Equal([.. Pattern.Bytes(10), 0xAA, 0xBB, 0xCC], _rig.Port.Wire);
        Assert.Equal(new SendProgress(1, 10), _rig.Backlog.Progress);
        Assert.Equal(13, _rig.Queue.BytesTransferred);
    }

    [Fact]
    public void Whoever_comes_during_the_system_call_starts_after_it()
    {
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(10));
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(1));
        Task? idle = null;
        _rig.Port.DuringStart = () =>
        {
            idle = _rig.Queue.WhenIdle();
            Assert.False(idle.IsCompleted);
            _rig.Write(0xAA);
        };

        Assert.True(_rig.Offer(10));

        Assert.Equal([.. Pattern.Bytes(10), 0xAA], _rig.Port.Wire);
        Assert.True(idle!.IsCompleted);
    }

    [Fact]
    public void Behind_somebody_in_line_it_waits()
    {
        _rig.Write(0xAA);
        Assert.True(_rig.Port.IsPending);

        Assert.False(_rig.Offer(10));
        Assert.Equal(1, _rig.Port.Starts);
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(10));
        _rig.Port.Complete(NativeOutcome.Moved(1));
        _rig.Run();

        Assert.Equal([0xAA, .. Pattern.Bytes(10)], _rig.Port.Wire);
    }

    /// <summary>Whoever resumes the torn write comes first.</summary>
    [Fact]
    public void Behind_a_torn_write_that_nobody_has_heard_of_it_waits()
    {
        var torn = _rig.Write(1, 2, 3, 4);
        _rig.Port.Complete(NativeOutcome.Moved(2));
        _rig.Queue.CancelAll(CancellationLevel.Partial);
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(10));

        Assert.False(_rig.Offer(10));
        _rig.Run();
        Assert.Equal([1, 2], _rig.Port.Wire);
        Assert.False(torn.IsCompleted); // not to be taken on another stack, so it is polled
        Assert.True(torn.IsCompleted);
        Assert.Throws<SendException>(() => torn.GetResult());
        _rig.Run();

        Assert.Equal([1, 2, .. Pattern.Bytes(10)], _rig.Port.Wire);
    }

    [Fact]
    public void A_message_without_a_byte_needs_no_system_call()
    {
        Assert.False(_rig.Offer(0));
        _rig.Run();

        Assert.Equal(0, _rig.Port.Starts);
        Assert.Equal(new SendProgress(1, 0), _rig.Backlog.Progress);
    }

    [Theory]
    [InlineData(false, SocketError.Disconnecting)]
    [InlineData(true, SocketError.NotSocket)]
    public void Where_nothing_may_be_sent_any_more_nothing_is_tried(bool isClosedBehindOurBack, SocketError error)
    {
        _rig.Port.IsClosedBehindOurBack = isClosedBehindOurBack;
        if (!isClosedBehindOurBack) _rig.Queue.EngineStopped(); // it is only closable
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(10));

        Assert.False(_rig.Offer(10));
        _rig.Run();

        Assert.Equal(0, _rig.Port.Starts);
        Assert.Equal(error, Assert.IsType<SendException>(_rig.Error).SocketErrorCode);
        Assert.Equal(new SendProgress(0, 0, Dropped: 1), _rig.Backlog.Progress);
    }

    [Fact]
    public void What_the_native_send_fails_with_ends_it()
    {
        _rig.Port.Script.Enqueue(NativeOutcome.Failed(SocketError.ConnectionReset));

        Assert.False(_rig.Offer(10));
        _rig.Run();

        Assert.Equal(1, _rig.Port.Starts); // a reset is told once: another send would say something else
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SendException>(_rig.Error).SocketErrorCode);
        Assert.Equal(new SendProgress(0, 0, Dropped: 1), _rig.Backlog.Progress);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    public void Closed_during_the_system_call_the_socket_ends_after_it(int moved)
    {
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(moved));
        _rig.Port.DuringStart = () => _rig.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);

        Assert.Equal(moved == 10, _rig.Offer(10));
        _rig.Run();

        Assert.Equal(1, _rig.Port.Closes);
        Assert.Equal(moved, _rig.Queue.BytesTransferred);
        Assert.Equal(moved, _rig.Backlog.Progress.Bytes);
        Assert.Equal(moved == 10 ? null : SocketError.OperationAborted, (_rig.Error as SendException)?.SocketErrorCode);
    }

    [Fact]
    public void Closed_during_a_system_call_that_fails_it_ends_with_that_error()
    {
        _rig.Port.Script.Enqueue(NativeOutcome.Failed(SocketError.ConnectionReset));
        _rig.Port.DuringStart = () => _rig.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);

        Assert.False(_rig.Offer(10));
        _rig.Run();

        Assert.Equal(1, _rig.Port.Closes);
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SendException>(_rig.Error).SocketErrorCode);
        Assert.True(_rig.Queue.WhenIdle().IsCompleted);
    }

    [Fact]
    public void The_end_of_the_stream_that_comes_during_the_system_call_is_not_missed()
    {
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(10));
        _rig.Port.DuringStart = _rig.Outbox.Finish;

        Assert.True(_rig.Offer(10));
        _rig.Run();

        Assert.True(_rig.HasEnded);
        Assert.Null(_rig.Error);
        Assert.Equal(new SendProgress(1, 10), _rig.Backlog.Progress);
    }

    [Theory]
    [InlineData(CancellationLevel.Total, 10)]
    [InlineData(CancellationLevel.Partial, 4)]
    [InlineData(CancellationLevel.Terminal, 4)]
    public void Left_during_the_system_call_it_stops_where_it_may(CancellationLevel level, int bytes)
    {
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(4));
        _rig.Port.DuringStart = () => _rig.Outbox.Stop(new OutboxStop(level, Error: null));

        Assert.False(_rig.Offer(10));
        _rig.Run();
        if (level == CancellationLevel.Total) _rig.Port.Complete(NativeOutcome.Moved(6));
        _rig.Run();

        Assert.True(_rig.HasEnded);
        Assert.Equal(bytes, _rig.Port.Wire.Count);
        Assert.Equal(new SendProgress(bytes / 10, bytes, Dropped: 1 - (bytes / 10)), _rig.Backlog.Progress);
    }

    [Fact]
    public void Left_between_two_all_that_is_out_is_counted()
    {
        _rig.Total.Join(0, 0); // another socket, which is sent nothing
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(10));
        Assert.True(_rig.Offer(10));

        _rig.Outbox.Stop(new OutboxStop(CancellationLevel.Total, Error: null));
        _rig.Run();

        Assert.True(_rig.HasEnded);
        Assert.Equal(new SendProgress(1, 10), _rig.Backlog.Progress);
        Assert.Equal(new SendProgress(1, 10, QueuedMessages: 1, QueuedBytes: 10), _rig.Total.ProgressAt(1, 10));
    }

    [Fact]
    public void Over_many_chunks_every_byte_goes_once()
    {
        const int Messages = 2_000;
        for (var i = 0; i < Messages; i++)
        {
            _rig.Port.Script.Enqueue(NativeOutcome.Moved(100));
            Assert.True(_rig.Offer(100));
        }

        Assert.Equal(Pattern.Bytes(100 * Messages), _rig.Port.Wire);
        Assert.Equal(new SendProgress(Messages, 100 * Messages), _rig.Backlog.Progress);
    }
}
