using System.Net.Sockets;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>consign: an owner is disposed once, when the memory is free.</summary>
public abstract class ConsignContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Theory, EveryToken]
    public void The_owner_is_disposed_once_before_the_outcome_is_told(TokenWay way)
    {
        var pair = Connect();
        var filled = pair.Fill();
        var owner = new CountedOwner();
        var disposedWhenTold = -1;
        var begun = Begun.By(way, pair.Socket, pair.Socket.AsyncSend(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, _ => disposedWhenTold = owner.Disposals), new Consign(owner));
        pair.RunReady();
        Assert.Equal(0, owner.Disposals);
        pair.Discard(filled);
        pair.RunUntil(() => begun.IsOver);
        pair.Socket.Dispose();
        pair.RunReady();
        Assert.Equal((1, 1), (owner.Disposals, disposedWhenTold));
    }

    [Fact]
    public void Whoever_leaves_has_it_disposed_when_the_write_has_run_to_its_end()
    {
        const int Large = 1024 * 1024;
        var pair = Connect();
        var owner = new CountedOwner();
        var write = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(Large), Use.Observable.Consign(owner)));
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        write.Dispose();
        pair.RunReady();
        Assert.Equal(0, owner.Disposals);
        Assert.Equal(Pattern.Bytes(Large), pair.Read(Large));
        pair.FinishUnwatched(write);
        Assert.Equal(1, owner.Disposals);
    }

    [Theory, EveryToken(Answers = true)]
    public void A_token_that_has_given_its_owner_away_serves_no_other_send(TokenWay way)
    {
        var pair = Connect();
        var filled = pair.Fill();
        var owner = new CountedOwner();
        var once = pair.Socket.AsyncWrite(new byte[10], Use.Observable.Consign(owner));
        var first = Begun.By(way, pair.Socket, once);
        var second = Begun.By(way, pair.Socket, once);
        pair.RunUntil(() => second.IsOver);
        second.Check(new SendResult(SocketError.Fault, 0));
        Assert.Equal(0, owner.Disposals); // the first send still reads it
        pair.Discard(filled);
        pair.RunUntil(() => first.IsOver);
        first.Check(new SendResult(SocketError.Success, 10));
        Assert.Equal((1, 10), (owner.Disposals, pair.Socket.BytesTransferred));
    }

    [Fact]
    public async Task A_token_used_again_says_why_it_fails()
    {
        Needs(Capability.Threads);
        var pair = Connect();
        var token = Use.Task.Consign(new CountedOwner());
        await Ended(pair, pair.Socket.AsyncSend(new byte[10], token));
        var failure = await Assert.ThrowsAsync<SendException>(() => Ended(pair, pair.Socket.AsyncSend(new byte[10], token)));
        Assert.IsType<ObjectDisposedException>(failure.InnerException);
        Assert.Throws<ArgumentNullException>("owner", () => Use.Task.Consign(null!));
    }

    [Fact]
    public void Owners_add_up_and_one_that_throws_keeps_nobody_back()
    {
        var pair = Connect();
        CountedOwner[] owners = [new(), new()];
        var handled = 0L;
        var token = Use.Callback((_, bytes) => handled = bytes)
            .Consign(owners[0]).Consign(System.Reactive.Disposables.Disposable.Create(() => throw new InvalidTimeZoneException())).Consign(owners[1]);
        pair.Socket.AsyncSend(new byte[10], token);
        pair.RunUntil(() => handled == 10 && pair.UserErrors.Count == 1);
        Assert.All(owners, owner => Assert.Equal(1, owner.Disposals));
    }

    private static Task<SendResult> Ended(IContractPair pair, Task<SendResult> task)
    {
        pair.RunUntil(() => task.IsCompleted);
        return task;
    }

    private sealed class Consign(IDisposable owner) : ITokenAdapter
    {
        public CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token) => token.Consign(owner);
    }
}
