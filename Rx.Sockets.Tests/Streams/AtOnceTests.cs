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
        _rig.Port.Script.Enqueue(NativeOutcome.Moved(10));
        Assert.True(_rig.Offer(10));

        _rig.Outbox.Stop(new OutboxStop(CancellationLevel.Total, Error: null));
        _rig.Run();

        Assert.True(_rig.HasEnded);
        Assert.Equal(new SendProgress(1, 10), _rig.Backlog.Progress);
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
