using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>What holds for every token.</summary>
public abstract class EveryTokenContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Large = 1024 * 1024;

    [Theory, EveryToken]
    public void A_success_comes_back_once(TokenWay way)
    {
        var pair = Connect();
        var begun = Begun.By(way, pair.Socket, pair.Socket.AsyncWrite(Pattern.Bytes(10)));
        Assert.Equal(Pattern.Bytes(10), pair.Read(10));
        pair.RunUntil(() => begun.IsOver);
        pair.RunReady();
        Assert.False(begun.Thrown);
        Assert.Equal(new SendResult(SocketError.Success, 10), begun.Result);
    }

    [Theory, EveryToken]
    public void Several_slices_go_by_every_token(TokenWay way)
    {
        var pair = Connect();
        BufferSequence slices = [Pattern.Bytes(7), Pattern.Bytes(5, start: 7)];
        var begun = Begun.By(way, pair.Socket, pair.Socket.AsyncWrite(slices));
        Assert.Equal(Pattern.Bytes(12), pair.Read(12));
        pair.RunUntil(() => begun.IsOver);
        Assert.Equal(12, begun.Result.BytesTransferred);
    }

    [Theory, EveryToken]
    public void A_token_serves_any_number_of_operations_and_keeps_their_order(TokenWay way)
    {
        var pair = Connect();
        Begun[] all = [.. Enumerable.Range(0, 200).Select(i => Begun.By(way, pair.Socket, pair.Socket.AsyncWrite(Pattern.Bytes(10, i * 10))))];
        Assert.Equal(Pattern.Bytes(2000), pair.Read(2000));
        pair.RunUntil(() => all.All(begun => begun.IsOver) && pair.Socket.Outstanding == 0);
        if (way != TokenWay.Detached) Assert.All(all, begun => Assert.Equal(new SendResult(SocketError.Success, 10), begun.Result));
        Assert.Equal(2000, pair.Socket.BytesTransferred);
    }

    [Theory, EveryToken]
    public void An_empty_send_comes_back_with_0(TokenWay way)
    {
        var pair = Connect();
        var begun = Begun.By(way, pair.Socket, pair.Socket.AsyncSend(default));
        pair.RunUntil(() => begun.IsOver);
        Assert.Equal(new SendResult(SocketError.Success, 0), begun.Result);
    }

    [Theory, EveryToken]
    public void A_send_on_a_closed_socket_throws_nothing_where_it_is_begun_and_comes_back_as_NotSocket(TokenWay way)
    {
        var pair = Connect();
        pair.Socket.Dispose();
        if (way == TokenWay.Detached) return; // SettledSends has nothing to say of sends after the end
        var begun = Begun.By(way, pair.Socket, pair.Socket.AsyncSend(new byte[1]));
        pair.RunUntil(() => begun.IsOver);
        begun.Check(new SendResult(SocketError.NotSocket, 0));
        Assert.Equal(way is not TokenWay.Callback, begun.Thrown);
    }

    [Theory, EveryToken]
    public void A_write_that_is_cut_comes_back_with_its_count(TokenWay way)
    {
        var pair = Connect();
        var begun = Begun.By(way, pair.Socket, pair.Socket.AsyncWrite(Pattern.Bytes(Large)));
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        pair.RunReady();
        pair.Socket.Cancel(CancellationLevel.Partial);
        pair.RunUntil(() => begun.IsOver);
        begun.Check(new SendResult(SocketError.OperationAborted, pair.Socket.BytesTransferred, CancellationLevel.Partial));
        Assert.Equal(way is not (TokenWay.Callback or TokenWay.Detached), begun.Thrown);
        pair.Discard(begun.Result.BytesTransferred);
        pair.CheckUsable();
    }

    [Theory, EveryToken]
    public void The_ledger_is_told_once_whatever_the_token(TokenWay way)
    {
        var pair = Connect();
        var ledger = new Ledger();
        var begun = Begun.By(way, pair.Socket, pair.Socket.AsyncWrite(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, ledger.Settled));
        pair.RunUntil(() => begun.IsOver);
        pair.RunReady();
        Assert.Equal(new SendResult(SocketError.Success, 10), Assert.Single(ledger.Results));
    }

    [Theory, EveryToken]
    public void The_memory_is_let_go_though_the_objects_of_the_send_are_kept(TokenWay way)
    {
        Needs(Capability.ForgetsMemory);
        var pair = Connect();
        var memory = BeginAndForget(pair, way);
        pair.Discard(10);
        pair.RunUntil(() => pair.Socket.Outstanding == 0);
        pair.RunUntil(() =>
        {
            pair.RunReady();
            GC.Collect();
            return !memory.IsAlive;
        });
    }

    [Fact]
    public void No_token_is_refused_and_nothing_is_sent()
    {
        var socket = Connect().Socket;
        Assert.Throws<ArgumentNullException>("token", () => socket.AsyncSend(new byte[1], SocketFlags.None, (CompletionToken<int>)null!));
        Assert.Throws<ArgumentNullException>("token", () => socket.AsyncSend(new byte[1], (CompletionToken<int>)null!));
        Assert.Throws<ArgumentNullException>("token", () => socket.AsyncWrite(new byte[1], SocketFlags.None, (CompletionToken<int>)null!));
        Assert.Throws<ArgumentNullException>("token", () => socket.AsyncWrite(new byte[1], (CompletionToken<int>)null!));
        Assert.Throws<ArgumentNullException>("token", () => socket.AsyncSend(new byte[1]).Initiate((CompletionToken<int>)null!));
        Assert.Equal((0, 0L), (socket.Outstanding, socket.BytesTransferred));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference BeginAndForget(IContractPair pair, TokenWay way)
    {
        var bytes = new byte[10];
        // By the socket's own overloads: a SendObservable would keep its buffers itself.
        if (way == TokenWay.Task) pair.Socket.AsyncWrite(bytes, Use.Task);
        else if (way == TokenWay.ValueTask) _ = pair.Socket.AsyncWrite(bytes, Use.ValueTask).AsTask();
        else if (way == TokenWay.Callback) pair.Socket.AsyncWrite(bytes, Use.Callback((_, _) => { }));
        else if (way == TokenWay.Detached) pair.Socket.AsyncWrite(bytes, Use.Detached);
        else Begun.By(way, pair.Socket, pair.Socket.AsyncWrite(bytes));
        return new WeakReference(bytes);
    }
}
