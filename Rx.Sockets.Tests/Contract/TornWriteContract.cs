using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>A write stopped between its first and its last byte keeps its place until its outcome has been delivered.</summary>
public abstract class TornWriteContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Large = 1024 * 1024;

    private static readonly byte[] Frame = Pattern.Bytes(1000, start: 2 * Large);

    [Fact]
    public void The_rest_sent_on_the_stack_of_the_delivery_goes_before_what_was_queued()
    {
        var pair = Connect();
        using var signal = new Subject<CancellationLevel>();
        BufferSequence bytes = Pattern.Bytes(Large);
        var heard = new Recorder<SendResult>();
        var torn = 0L;
        pair.Socket.AsyncWrite(bytes).CancelWhen(signal)
            .Catch((SendException e) =>
            {
                torn = e.Result.BytesTransferred;
                Assert.Equal(torn, pair.Socket.BytesTransferred); // what is queued has not started
                return pair.Socket.AsyncWrite(bytes.From(torn));
            })
            .Subscribe(heard);
        Sent[] queued = [pair.Write(Frame), pair.Write(Frame)];
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        signal.OnNext(CancellationLevel.Partial);
        Assert.Equal([.. Pattern.Bytes(Large), .. Frame, .. Frame], pair.Read(Large + (2 * Frame.Length)));
        pair.RunUntil(() => heard.Ended.IsCompleted);
        Assert.Equal(new SendResult(SocketError.Success, Large - torn), Assert.Single(heard.Values));
        Assert.All(queued, sent => Assert.True(pair.Finish(sent).IsSuccess));
    }

    [Fact]
    public void Several_sends_on_that_stack_go_in_their_order()
    {
        var pair = Connect();
        var torn = 0;
        pair.Socket.AsyncWrite(Pattern.Bytes(Large)).Subscribe(
            _ => { },
            error =>
            {
                torn = (int)((SendException)error).Result.BytesTransferred;
                pair.Write(Pattern.Bytes(10, start: torn));
                pair.Write(Pattern.Bytes(10, start: torn + 10));
            });
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        pair.Socket.Cancel(CancellationLevel.Partial);
        var queued = pair.Write(Frame);
        pair.RunUntil(() => torn > 0);
        Assert.Equal([.. Pattern.Bytes(torn + 20), .. Frame], pair.Read(torn + 20 + Frame.Length));
        Assert.True(pair.Finish(queued).IsSuccess);
    }

    [Fact]
    public void If_nobody_resumes_it_the_next_one_starts_after_the_torn_bytes()
    {
        var pair = Connect();
        var write = pair.WriteHalfWay(Pattern.Bytes(Large), onUnsubscribe: CancellationLevel.Partial);
        var queued = pair.Write(Frame);
        write.Dispose();
        var torn = (int)pair.FinishUnwatched(write).BytesTransferred;
        Assert.Equal([.. Pattern.Bytes(torn), .. Frame], pair.Read(torn + Frame.Length));
        Assert.True(pair.Finish(queued).IsSuccess);
        Assert.True(pair.Socket.WhenIdle().IsCompleted);
    }

    [Fact]
    public void The_socket_is_not_idle_while_a_torn_write_keeps_its_place()
    {
        var pair = Connect();
        var write = pair.WriteHalfWay(Pattern.Bytes(Large));
        var idleAtDelivery = true;
        using var second = pair.Socket.SettledSends.Subscribe(_ => idleAtDelivery = pair.Socket.WhenIdle().IsCompleted);
        write.Dispose(); // Total: refused, but from now on SettledSends is told on the stack of the delivery
        pair.Socket.Cancel(CancellationLevel.Partial);
        pair.FinishUnwatched(write);
        Assert.False(idleAtDelivery);
        Assert.True(pair.Socket.WhenIdle().IsCompleted);
    }
}
