using System.Reactive.Subjects;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;
using Rx.Sockets.Streams;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>What happens at the narrow places, while a system call is in progress: by a port that does what the test says, an executor
/// that stands, and a clock that stands.</summary>
public sealed class OutboxTests
{
    private readonly ManualExecutor _executor = new();
    private readonly StepClock _clock = new();
    private readonly Subject<ReadOnlyMemory<byte>> _source = new();
    private readonly Recorder<SendProgress> _heard = new();
    private readonly List<SendProgress> _settled = [];
    private readonly SendQueue _queue;
    private ScriptedPort _port = null!;

    public OutboxTests() =>
        _queue = new SendQueue(sink => _port = new ScriptedPort(sink), _executor, _executor, _clock, TimeSpan.FromSeconds(5));

    [Fact]
    public void A_message_that_comes_during_a_system_call_goes_with_the_next()
    {
        Begin();
        _port.Script.Enqueue(NativeOutcome.Moved(10));
        _port.DuringStart = () => Send(10, 10);

        Send(10);

        Assert.Equal(2, _port.Starts);
        Assert.Equal(20, _port.Offered); // with the second
    }

    [Fact]
    public void Left_at_None_during_a_system_call_it_is_looked_after()
    {
        var subscription = Begin(CancellationLevel.None);
        _port.DuringStart = subscription.Dispose;

        Send(10);
        Assert.True(_port.IsPending);
        _clock.Advance(TimeSpan.FromSeconds(6));
        _executor.Run();

        Assert.False(_port.IsPending);
        Assert.Equal([new SendProgress(0, 0, Dropped: 1)], _settled);
    }

    [Theory]
    [InlineData(CancellationLevel.Total, 10)]
    [InlineData(CancellationLevel.Partial, 4)]
    public void Left_during_a_system_call_it_stops_where_it_may(CancellationLevel level, int bytes)
    {
        var subscription = Begin(level);
        _port.Script.Enqueue(NativeOutcome.Moved(4));
        _port.DuringStart = subscription.Dispose;

        Send(10); // by the time that it is known to wait, it is to stop
        _executor.Run();
        if (level == CancellationLevel.Total) _port.Complete(NativeOutcome.Moved(6)); // the rest
        _executor.Run();

        Assert.Equal(bytes, _port.Wire.Count);
        Assert.Equal([new SendProgress(bytes / 10, bytes, Dropped: 1 - (bytes / 10))], _settled);
    }

    [Fact]
    public void Left_at_Total_of_a_write_that_cannot_be_given_back_at_once()
    {
        var subscription = Begin();
        _port.GivesBackAtOnce = false;
        Send(10);
        Send(10);

        subscription.Dispose();
        Assert.Equal(1, _port.Withdrawals);
        _port.Complete(NativeOutcome.Moved(3));
        _executor.Run();
        Assert.Equal(7, _port.Offered); // the rest
        _port.Complete(NativeOutcome.Moved(7));
        _executor.Run();

        Assert.Equal([new SendProgress(1, 10, Dropped: 1)], _settled);
        Assert.Equal(0, _heard.Calls);
    }

    [Fact]
    public void Cancelled_during_a_system_call_that_takes_a_part_it_ends_once()
    {
        Begin();
        _port.Script.Enqueue(NativeOutcome.Moved(4));
        _port.DuringStart = () => _queue.CancelAll(CancellationLevel.Partial);

        Send(10);
        _executor.Run();

        Assert.Equal([new SendProgress(0, 4, Dropped: 1)], _settled);
        Assert.IsType<SendException>(_heard.Error);
    }

    [Fact]
    public void After_many_writes_in_a_row_others_have_their_turn()
    {
        Begin();
        var sent = 0;
        void Another()
        {
            if (++sent == 100) return;
            _port.Script.Enqueue(NativeOutcome.Moved(10));
            _port.DuringStart = Another;
            Send(10);
        }

        _port.Script.Enqueue(NativeOutcome.Moved(10));
        _port.DuringStart = Another;
        Send(10);
        Assert.Equal(64, _port.Starts);
        _executor.Run();

        Assert.Equal(100, _port.Starts);
        Assert.Equal(new SendProgress(100, 1000), _heard.Values[^1]);
    }

    private IDisposable Begin(CancellationLevel level = CancellationLevel.Total)
    {
        var options = new SendToOptions { OnUnsubscribe = level, Settled = _settled.Add };
        return new SocketStream(_queue, options, Overflow.Fail, _heard).Begin(inlet => _source.Subscribe(inlet));
    }

    private void Send(params int[] lengths)
    {
        foreach (var length in lengths)
            _source.OnNext(new byte[length]);
    }
}
