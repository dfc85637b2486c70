using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>Success is a value; everything else is an error, unless AsResult.</summary>
public sealed class OutcomeToNotification
{
    [Theory, EveryEngine]
    public async Task Success_is_OnNext_and_OnCompleted(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncSend(new byte[10]).Subscribe(heard);
        pair.RunUntil(() => heard.Calls == 2);
        pair.RunReady();

        Assert.Equal([new SendResult(SocketError.Success, 10)], heard.Values);
        Assert.Equal((true, 2), (heard.IsCompleted, heard.Calls));
    }

    [Theory, EveryEngine]
    public async Task A_failure_is_OnError_with_the_result_inside(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        pair.Local.Shutdown(SocketShutdown.Send);
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncSend(new byte[10]).Subscribe(heard);

        var error = pair.RunToError(heard);
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), error.Result);
        Assert.Equal((SocketError.Shutdown, 1), (error.SocketErrorCode, heard.Calls));
    }

    [Theory, EveryEngine]
    public async Task A_cancellation_is_OnError_with_OperationAborted_and_the_exact_count(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var heard = pair.Block();

        pair.Socket.Cancel(CancellationLevel.Partial);

        var error = pair.RunToError(heard);
        Assert.Equal(new SendResult(SocketError.OperationAborted, pair.Socket.BytesTransferred, CancellationLevel.Partial), error.Result);
        Assert.Equal((SocketError.OperationAborted, 1), (error.SocketErrorCode, heard.Calls));
    }

    [Theory, EveryEngine]
    public async Task An_await_throws_what_OnError_delivers(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine);
        pair.Local.Shutdown(SocketShutdown.Send);

        var error = await Assert.ThrowsAsync<SendException>(async () => await pair.Socket.AsyncSend(new byte[10]));

        Assert.Equal(new SendResult(SocketError.Shutdown, 0), error.Result);
    }

    [Fact]
    public async Task Concat_does_not_carry_on_over_a_torn_frame()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);
        using var signal = new Subject<CancellationLevel>();
        var heard = new Recorder<SendResult>();
        var frame = pair.Socket.AsyncWrite(new byte[PairSteps.TooMuch]).CancelWhen(signal);
        frame.Concat(pair.Socket.AsyncWrite(new byte[10])).Subscribe(heard);

        signal.OnNext(CancellationLevel.Partial);

        var torn = pair.RunToError(heard).Result.BytesTransferred;
        pair.Receive(torn);
        pair.RunReady();
        Assert.Equal(torn, pair.Socket.BytesTransferred);
    }

    [Fact]
    public async Task Repeat_does_not_carry_on_over_a_torn_frame()
    {
        await using var pair = RxPair.Stepped(SocketEngineKind.Epoll, Wire.Unix);
        using var signal = new Subject<CancellationLevel>();
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(new byte[PairSteps.TooMuch]).CancelWhen(signal).Repeat().Subscribe(heard);

        signal.OnNext(CancellationLevel.Partial);

        var torn = pair.RunToError(heard).Result.BytesTransferred;
        pair.Receive(torn);
        pair.RunReady();
        Assert.Equal((torn, 0), (pair.Socket.BytesTransferred, pair.Socket.Outstanding));
    }

    [Theory, EveryEngine]
    public async Task AsResult_turns_success_failure_and_cancellation_into_values(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var (success, cancelled, failed) = (new Recorder<SendResult>(), new Recorder<SendResult>(), new Recorder<SendResult>());

        pair.Socket.AsyncSend(new byte[10]).AsResult().Subscribe(success);
        pair.Socket.AsyncSend(new byte[10]).AsResult().CancelWhen(Observable.Return(CancellationLevel.Partial)).Subscribe(cancelled);
        pair.Local.Shutdown(SocketShutdown.Send);
        pair.Socket.AsyncSend(new byte[10]).AsResult().Subscribe(failed);
        pair.RunUntil(() => success.IsCompleted && cancelled.IsCompleted && failed.IsCompleted);

        Assert.Equal([new SendResult(SocketError.Success, 10)], success.Values);
        Assert.Equal([new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Partial)], cancelled.Values);
        Assert.Equal([new SendResult(SocketError.Shutdown, 0)], failed.Values);
    }

    [Theory, EveryEngine]
    public async Task AsResult_makes_an_await_return_any_outcome(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine);
        pair.Local.Shutdown(SocketShutdown.Send);

        Assert.Equal(new SendResult(SocketError.Shutdown, 0), await pair.Socket.AsyncSend(new byte[10]).AsResult());
    }
}
