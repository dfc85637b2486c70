using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

/// <summary>A send of nothing but bytes that finds nobody in line goes a shorter way, and nobody can tell.</summary>
public class LoneSendTests
{
    private readonly SendBench _bench = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 200)];

    private ScriptedPort Port => _bench.Port;

    [Theory, MemberData(nameof(Seeds))]
    public void The_short_way_differs_from_the_long_one_in_nothing(int seed) =>
        Assert.Equal(new LoneSession(seed, isPlain: false).Run(steps: 60), new LoneSession(seed, isPlain: true).Run(steps: 60));

    [Fact]
    public void Who_comes_during_the_attempt_is_sent_and_told_after_it()
    {
        Port.Script.Enqueue(NativeOutcome.Moved(1));
        Port.Script.Enqueue(NativeOutcome.Moved(1));
        var (first, second) = (new Recorder<SendResult>(), new Recorder<SendResult>());
        Port.DuringStart = () => _bench.AsyncSend(new byte[] { 2 }).Subscribe(second);
        _bench.AsyncSend(new byte[] { 1 }).Subscribe(first);

        Assert.Equal([1, 2], Port.Wire);
        _bench.Executor.RunOne();
        Assert.Equal((1, 0), (first.Values.Count, second.Values.Count));
        _bench.Executor.RunOne();
        Assert.Equal(1, second.Values.Count);
    }

    [Fact]
    public void What_was_asked_before_it_is_in_line_is_granted_with_no_byte()
    {
        Port.Script.Enqueue(NativeOutcome.Moved(5));
        var send = new AwaitedSend(new SendPlan(_bench.Queue, new byte[5], SocketFlags.None, IsComposed: false) { AsResult = true });
        send.RequestCancel(CancellationLevel.Total);
        send.Start();

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), send.GetResult());
        Assert.Equal(0, Port.Starts);
    }

    [Fact]
    public void While_it_is_tried_it_is_outstanding()
    {
        var (during, idle) = (0, true);
        Port.Script.Enqueue(NativeOutcome.Moved(1));
        Port.DuringStart = () => (during, idle) = (_bench.Queue.Outstanding, _bench.Queue.WhenIdle().IsCompleted);
        _bench.AsyncSend(new byte[] { 1 }).Subscribe(new Recorder<SendResult>());

        Assert.Equal((1, false), (during, idle));
        Assert.Equal(0, _bench.Queue.Outstanding);
        Assert.True(_bench.Queue.WhenIdle().IsCompleted);
    }

    [Fact]
    public void A_request_during_the_attempt_does_not_reach_the_send_after_it()
    {
        Port.Script.Enqueue(NativeOutcome.Moved(1));
        Port.DuringStart = () => _bench.Queue.CancelAll(CancellationLevel.All);
        _bench.AsyncSend(new byte[] { 1 }).Subscribe(new Recorder<SendResult>());

        var second = new Recorder<SendResult>();
        Port.Script.Enqueue(NativeOutcome.Withdrawn);
        _bench.AsyncSend(new byte[] { 2 }).Subscribe(second);
        Port.Complete(NativeOutcome.Moved(1));
        _bench.Executor.Run();
        Assert.Equal([new SendResult(SocketError.Success, 1)], second.Values);
    }

    [Fact]
    public void A_socket_that_is_ended_during_the_attempt_is_closed_after_it()
    {
        Port.Script.Enqueue(NativeOutcome.Moved(2));
        Port.DuringStart = () => _bench.Queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);
        var write = new Recorder<SendResult>();
        _bench.AsyncWrite(new byte[5]).AsResult().Subscribe(write);
        _bench.Executor.Run();

        Assert.Equal([new SendResult(SocketError.OperationAborted, 2, CancellationLevel.Terminal)], write.Values);
        Assert.Equal(1, Port.Closes);
        Assert.True(_bench.Queue.Life.Ended.IsCompletedSuccessfully);
    }

    [Fact]
    public void Memory_that_cannot_be_read_fails_the_send_with_its_reason()
    {
        var reason = new InvalidOperationException("disposed");
        Port.Script.Enqueue(NativeOutcome.Failed(SocketError.Fault, reason));
        var send = new Recorder<SendResult>();
        _bench.AsyncSend(new byte[5]).Subscribe(send);
        _bench.Executor.Run();
        Assert.Same(reason, Assert.IsType<SendException>(send.Error).InnerException);
    }
}
