using System.Net.Sockets;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>as_default_on, and tokens that users write.</summary>
public abstract class DefaultTokenContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Fact]
    public void A_view_sends_by_its_token_and_shares_the_queue()
    {
        var pair = Connect();
        var tasks = Use.Task.AsTuple().AsDefaultOn(pair.Socket);
        Assert.Same(pair.Socket, tasks.Socket);
        var sent = tasks.AsyncSend("ab"u8.ToArray());
        var cold = pair.Write("cd"u8.ToArray());
        var written = tasks.AsyncWrite("ef"u8.ToArray());
        Assert.Equal("abcdef"u8.ToArray(), pair.Read(6));
        pair.Finish(cold);
        Assert.Equal((2, 2), (pair.Finish(sent).BytesTransferred, pair.Finish(written).BytesTransferred));

        Assert.Equal(SocketError.OperationNotSupported, pair.Finish(tasks.AsyncSend(new byte[1], Rig.RefusedFlag)).Error);
        Assert.Equal(SocketError.OperationNotSupported, pair.Finish(tasks.AsyncWrite(new byte[1], Rig.RefusedFlag)).Error);
    }

    [Fact]
    public void Two_views_of_one_socket_have_each_their_token()
    {
        var pair = Connect();
        var handled = 0L;
        Use.Callback((_, bytes) => handled = bytes).AsDefaultOn(pair.Socket).AsyncSend(new byte[10]);
        var task = Use.Task.AsDefaultOn(pair.Socket).AsyncSend(new byte[20]);
        pair.RunUntil(() => handled == 10 && task.IsCompleted);
        Assert.Throws<ArgumentNullException>("socket", () => Use.Task.AsDefaultOn(null!));
    }

    [Fact]
    public void A_token_of_the_users_is_adapted_like_any_other()
    {
        var pair = Connect();
        pair.Fill();
        var stopped = pair.Socket.AsyncSend(new byte[10], new Bytes().AsTuple().CancelAfter(TimeSpan.FromMilliseconds(1), CancellationLevel.Total).Append("x"));
        Assert.Equal((0L, "x"), pair.Finish(stopped));
    }

    [Fact]
    public void An_initiation_is_begun_in_every_way_by_a_token_of_the_users()
    {
        var pair = Connect();
        var (heard, handled) = (new Recorder<SendResult>(), 0L);
        pair.Socket.AsyncWrite(new byte[10], new Chosen(initiation => initiation.Subscribe(heard)));
        pair.Socket.AsyncWrite(new byte[10], new Chosen(initiation => initiation.Begin((_, bytes) => handled = bytes)));
        pair.Socket.AsyncWrite(new byte[10], new Chosen(initiation => initiation.Observable.Subscribe(heard)));
        pair.RunUntil(() => heard.Values.Count == 2 && handled == 10);
        Assert.Throws<ArgumentNullException>("observer", () => pair.Socket.AsyncWrite(new byte[10], new Chosen(initiation => initiation.Subscribe(null!))));
        Assert.Throws<InvalidTimeZoneException>(() => pair.Socket.AsyncWrite(new byte[10], new Chosen(_ => throw new InvalidTimeZoneException())));
        Assert.Equal((0, 30), (pair.Socket.Outstanding, pair.Socket.BytesTransferred));
    }

    [Fact]
    public void An_initiation_that_no_operation_made_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => Use.Promise.Initiate(default));
        Assert.Throws<InvalidOperationException>(() => default(SendInitiation).Observable);
        Assert.Throws<InvalidOperationException>(() => default(SendInitiation).Begin((_, _) => { }));
        Assert.Throws<InvalidOperationException>(() => Use.Callback((_, _) => { }).AsTuple().Initiate(default));
    }

    private sealed class Bytes : CompletionToken<Task<long>>
    {
        public override async Task<long> Initiate(SendInitiation initiation) => (await initiation.Observable).BytesTransferred;
    }

    private sealed class Chosen(Action<SendInitiation> begin) : CompletionToken<bool>
    {
        public override bool Initiate(SendInitiation initiation)
        {
            begin(initiation);
            return true;
        }
    }
}
