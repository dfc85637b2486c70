using System.Net.Sockets;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>as_tuple and redirect_error: failures as values.</summary>
public abstract class AsTupleContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Fact]
    public async Task A_failure_takes_apart_into_error_and_count()
    {
        Needs(Capability.Threads);
        var pair = Connect();
        pair.Socket.Dispose();
        var send = Send();
        pair.RunUntil(() => send.IsCompleted);
        Assert.Equal((SocketError.NotSocket, 0L), await send);

        async Task<(SocketError, long)> Send()
        {
            var (error, bytes) = await pair.Socket.AsyncSend(new byte[10], Use.ValueTask.AsTuple());
            return (error, bytes);
        }
    }

    [Theory, EveryToken(Answers = true)]
    public void The_redirected_error_is_set_where_the_outcome_is_notified_and_before(TokenWay way)
    {
        var pair = Connect();
        var filled = pair.Fill();
        var error = SocketError.SocketError;
        var begun = Begun.By(way, pair.Socket, pair.Socket.AsyncSend(new byte[10]), new Redirect(e => error = e));
        pair.Socket.Cancel();
        Assert.Equal(SocketError.SocketError, error); // not before the executor turns
        pair.RunUntil(() => begun.IsOver);
        Assert.Equal((SocketError.OperationAborted, false), (error, begun.Thrown));

        pair.Discard(filled);
        begun = Begun.By(way, pair.Socket, pair.Socket.AsyncSend(new byte[10]), new Redirect(e => error = e));
        pair.RunUntil(() => begun.IsOver);
        Assert.Equal(SocketError.Success, error);
    }

    [Theory, EveryToken(Answers = true)]
    public void A_redirection_that_throws_keeps_neither_ledger_nor_outcome_back(TokenWay way)
    {
        var pair = Connect();
        var ledger = new Ledger();
        var send = pair.Socket.AsyncSend(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, ledger.Settled);
        var begun = Begun.By(way, pair.Socket, send, new Redirect(_ => throw new InvalidTimeZoneException()));
        pair.RunUntil(() => begun.IsOver && pair.UserErrors.Count == 1);
        Assert.Equal((10L, 10L), (begun.Result.BytesTransferred, ledger.Bytes));
    }

    [Fact]
    public void No_redirection_is_refused() =>
        Assert.Throws<ArgumentNullException>("error", () => Use.Task.RedirectError(null!));

    private sealed class Redirect(Action<SocketError> error) : ITokenAdapter
    {
        public CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token) => token.RedirectError(error);
    }
}
