using System.Net.Sockets;
using System.Reactive;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>The completion handler itself.</summary>
public abstract class UseCallbackContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Theory]
    [InlineData("ready")]
    [InlineData("empty")]
    [InlineData("closed")]
    public void A_handler_never_runs_where_the_operation_is_begun(string instant)
    {
        var pair = Connect();
        if (instant == "closed") pair.Socket.Dispose();
        var calls = 0;
        Assert.Equal(Unit.Default, pair.Socket.AsyncSend(new byte[instant == "empty" ? 0 : 1], Use.Callback((_, _) => calls++)));
        Assert.Equal(0, calls);
        pair.RunUntil(() => calls > 0);
        pair.RunReady();
        Assert.Equal(1, calls);
    }

    [Fact]
    public void A_handler_that_begins_the_next_send_gets_all_of_them()
    {
        var pair = Connect(new PairSetup { SmallBuffers = false });
        var handled = new List<(SocketError Error, long Bytes)>();
        Next();
        pair.RunUntil(() => handled.Count == 100);
        Assert.All(handled, outcome => Assert.Equal((SocketError.Success, 10), outcome));
        Assert.Equal(Pattern.Bytes(1000), pair.Read(1000));

        void Next() => pair.Socket.AsyncWrite(Pattern.Bytes(10, start: handled.Count * 10), Use.Callback((error, bytes) =>
        {
            handled.Add((error, bytes));
            if (handled.Count < 100) Next();
        }));
    }

    [Fact]
    public void A_handler_that_throws_loses_no_count_and_stops_nobody()
    {
        var pair = Connect();
        var ledger = new Ledger();
        var second = 0L;
        pair.Socket.AsyncWrite(new byte[10]).CancelOnUnsubscribe(CancellationLevel.Total, ledger.Settled)
            .Initiate(Use.Callback((_, _) => throw new InvalidTimeZoneException()));
        pair.Socket.AsyncWrite(new byte[20], Use.Callback((_, _) => throw new InvalidTimeZoneException()));
        pair.Socket.AsyncWrite(new byte[30], Use.Callback((_, bytes) => second = bytes));
        pair.RunUntil(() => second > 0 && pair.UserErrors.Count == 2);
        Assert.All(pair.UserErrors, error => Assert.IsType<InvalidTimeZoneException>(error));
        Assert.Equal((10L, 30L, 60L, 0), (Assert.Single(ledger.Results).BytesTransferred, second, pair.Socket.BytesTransferred, pair.Socket.Outstanding));
        pair.Discard(60);
        pair.CheckUsable();
    }

    [Fact]
    public void A_state_of_the_callers_comes_last()
    {
        var pair = Connect();
        var handled = (SocketError.SocketError, 0L, "");
        pair.Socket.AsyncWrite(new byte[10], Use.Callback((error, bytes, state) => handled = (error, bytes, state), "state"));
        pair.RunUntil(() => handled.Item2 > 0);
        Assert.Equal((SocketError.Success, 10L, "state"), handled);
    }

    [Fact]
    public void No_handler_is_refused()
    {
        Assert.Throws<ArgumentNullException>("handler", () => Use.Callback(null!));
        Assert.Throws<ArgumentNullException>("handler", () => Use.Callback(null!, "state"));
        Assert.Throws<ArgumentNullException>("handler", () => Connect().Socket.AsyncSend(new byte[1], new NoHandler()));
    }

    private sealed class NoHandler : CompletionToken<Unit>
    {
        public override Unit Initiate(SendInitiation initiation)
        {
            initiation.Begin(null!);
            return default;
        }
    }
}
