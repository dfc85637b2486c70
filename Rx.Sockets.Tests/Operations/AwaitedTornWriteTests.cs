using System.Net.Sockets;
using System.Reactive.Subjects;
using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

public class AwaitedTornWriteTests
{
    private readonly SendBench _bench = new();

    private ScriptedPort Port => _bench.Port;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rest_sent_by_the_continuation_comes_before_what_was_queued(bool awaitedBefore)
    {
        var awaiter = _bench.AsyncWrite(Ones(5)).GetAwaiter();
        if (awaitedBefore)
        {
            Assert.False(awaiter.IsCompleted);
            awaiter.UnsafeOnCompleted(Resume);
        }

        Tear();
        _bench.Write(1, mark: 2);
        Assert.False(Port.IsPending);
        if (!awaitedBefore)
        {
            Assert.False(awaiter.IsCompleted); // it is ready, but is to be taken on a stack of ours
            awaiter.UnsafeOnCompleted(Resume);
        }

        _bench.Executor.Run();
        Port.Complete(NativeOutcome.Moved(3));
        Port.Complete(NativeOutcome.Moved(1));
        Assert.Equal([1, 1, 1, 1, 1, 2], Port.Wire);

        void Resume()
        {
            Assert.Equal(2, Assert.Throws<SendException>(() => awaiter.Take()).Result.BytesTransferred);
            _bench.AsyncWrite(Ones(3)).GetAwaiter();
        }
    }

    [Fact]
    public void Polled_outcome_is_there_at_the_second_look_and_frees_the_place()
    {
        var awaiter = _bench.AsyncWrite(Ones(5)).AsResult().GetAwaiter();
        Tear();
        _bench.Write(1, mark: 2);
        Assert.False(awaiter.IsCompleted);
        Assert.True(awaiter.IsCompleted);
        Assert.False(Port.IsPending);
        Assert.Equal(new SendResult(SocketError.OperationAborted, 2, CancellationLevel.Partial), awaiter.Take());
        Assert.True(Port.IsPending);
        Assert.Null(_bench.Queue.TakeSpare()); // the line may still know it
    }

    [Fact]
    public void Ledger_of_a_torn_write_is_told_once_though_it_is_delivered_twice()
    {
        var settled = new List<SendResult>();
        using var stop = new Subject<CancellationLevel>();
        var awaiter = _bench.AsyncWrite(Ones(5)).CancelWhen(stop).CancelOnUnsubscribe(CancellationLevel.Total, settled.Add).GetAwaiter();
        Port.Complete(NativeOutcome.Moved(2));
        stop.OnNext(CancellationLevel.Partial);
        _bench.Executor.Run(); // nobody is there yet
        _bench.Write(1);
        Assert.False(Port.IsPending);
        Assert.Single(settled);
        Assert.False(stop.HasObservers);

        awaiter.UnsafeOnCompleted(() => Assert.Throws<SendException>(() => awaiter.Take()));
        _bench.Executor.Run();

        Assert.Single(settled);
        Assert.True(Port.IsPending);
    }

    private static byte[] Ones(int count) => Enumerable.Repeat((byte)1, count).ToArray();

    private void Tear()
    {
        Port.Complete(NativeOutcome.Moved(2));
        _bench.Queue.CancelAll(CancellationLevel.Partial);
    }
}
