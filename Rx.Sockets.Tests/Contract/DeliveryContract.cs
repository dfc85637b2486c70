using System.Net.Sockets;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>On which stack the outcome comes, and what the user's code may do there.</summary>
public abstract class DeliveryContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Theory]
    [InlineData("ready")]
    [InlineData("empty")]
    [InlineData("refused flag")]
    [InlineData("cancelled before")]
    [InlineData("closed")]
    public void No_outcome_is_delivered_on_the_stack_of_Subscribe(string instant)
    {
        var pair = Connect();
        var send = instant switch
        {
            "empty" => pair.Socket.AsyncSend(default),
            "refused flag" => pair.Socket.AsyncSend(new byte[1], Rig.RefusedFlag),
            "cancelled before" => pair.Socket.AsyncSend(new byte[1]).CancelWhen(Observable.Return(CancellationLevel.Total)),
            _ => pair.Socket.AsyncSend(new byte[1]),
        };
        if (instant == "closed") pair.Socket.Dispose();
        var sent = Sent.Begin(send);
        Assert.True(sent.IsSilent);
        pair.Finish(sent);
    }

    [Theory]
    [InlineData("unsubscribe")]
    [InlineData("Cancel")]
    [InlineData("Dispose")]
    public void No_outcome_is_delivered_on_the_stack_of_a_request(string request)
    {
        var pair = Connect();
        pair.Fill();
        var head = pair.Send(new byte[1]);
        var queued = pair.Send(new byte[1]);
        if (request == "unsubscribe") queued.Dispose();
        else if (request == "Cancel") pair.Socket.Cancel();
        else pair.Socket.Dispose();
        Assert.True(head.IsSilent && queued.IsSilent);
        pair.RunUntil(() => queued.HasSettled);
        Assert.Equal(SocketError.OperationAborted, queued.Settled.Error);
    }

    [Fact]
    public void The_ledger_hears_before_the_observer_and_the_place_is_free_when_the_observer_hears()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var log = new List<string>();
        Sent? next = null;
        pair.Socket.AsyncWrite(Pattern.Bytes(10))
            .CancelOnUnsubscribe(CancellationLevel.Total, result => log.Add($"settled {result.BytesTransferred}"))
            .Subscribe(
                _ =>
                {
                    log.Add($"OnNext, {pair.Socket.Outstanding} outstanding");
                    next = pair.Write(Pattern.Bytes(10, start: 10));
                    log.Add($"subscribed again, heard {next.Heard.Calls} there");
                },
                () => log.Add("OnCompleted"));
        pair.Discard(filled);
        pair.RunUntil(() => next is not null);
        pair.Finish(next!);
        Assert.Equal(["settled 10", "OnNext, 0 outstanding", "subscribed again, heard 0 there", "OnCompleted"], log);
        Assert.Equal(Pattern.Bytes(20), pair.Read(20));
    }

    [Theory]
    [InlineData("OnNext")]
    [InlineData("settled")]
    [InlineData("signal subscribe")]
    [InlineData("signal dispose")]
    [InlineData("one slice")]
    [InlineData("several slices")]
    public void No_lock_is_held_while_user_code_runs(string callback)
    {
        Needs(Capability.Threads);
        var pair = Connect();
        var ran = 0;
        void At(string place)
        {
            if (place == callback && Interlocked.Exchange(ref ran, 1) == 0) OtherThread.Do(() => UseAll(pair.Socket));
        }

        var buffers = callback switch
        {
            "one slice" => new SpyMemory(new byte[1000], () => At("one slice")).Memory,
            "several slices" => BufferSequence.Of([new byte[1000], new SpyMemory(new byte[1000], () => At("several slices")).Memory]),
            _ => new byte[10],
        };
        var signal = Observable.Create<CancellationLevel>(_ =>
        {
            At("signal subscribe");
            return Disposable.Create(() => At("signal dispose"));
        });
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(buffers)
            .CancelWhen(signal)
            .CancelOnUnsubscribe(CancellationLevel.Total, _ => At("settled"))
            .Do(_ => At("OnNext"))
            .Subscribe(heard);
        pair.RunUntil(() => heard.Ended.IsCompleted && ran == 1);
    }

    [Theory]
    [InlineData("OnNext")]
    [InlineData("OnCompleted")]
    [InlineData("OnError")]
    [InlineData("settled")]
    public void User_code_that_throws_stops_no_other_send(string thrower)
    {
        var pair = Connect();
        if (thrower == "OnError") pair.EndSending();
        var heard = new Recorder<SendResult>();
        void ThrowFor(string place)
        {
            if (place == thrower) throw new InvalidOperationException(thrower);
        }

        pair.Socket.AsyncSend(new byte[1])
            .CancelOnUnsubscribe(CancellationLevel.Total, _ => ThrowFor("settled"))
            .Subscribe(_ => ThrowFor("OnNext"), _ => ThrowFor("OnError"), () => ThrowFor("OnCompleted"));
        pair.Socket.AsyncSend(new byte[1]).AsResult().Subscribe(heard);
        pair.RunUntil(() => heard.Ended.IsCompleted && pair.UserErrors.Count > 0);
        Assert.Equal(thrower, Assert.Single(pair.UserErrors).Message);
        Assert.Equal(0, pair.Socket.Outstanding);
    }

    private static void UseAll(RxSocket socket)
    {
        socket.AsyncSend(new byte[1]).Subscribe(new Recorder<SendResult>()).Dispose();
        socket.Cancel(CancellationLevel.None);
        _ = (socket.WhenIdle(), socket.State, socket.Outstanding, socket.BytesTransferred);
    }
}
