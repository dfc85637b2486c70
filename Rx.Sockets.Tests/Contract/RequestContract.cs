using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>What a request is: when it counts, what it names, how several add up.</summary>
public abstract class RequestContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const CancellationLevel UnknownBits = (CancellationLevel)0x78;

    [Fact]
    public void None_and_unknown_bits_of_a_signal_ask_for_nothing()
    {
        var pair = Connect();
        var filled = pair.Fill();
        using var signal = new Subject<CancellationLevel>();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(10)).CancelWhen(signal), CancellationLevel.None);
        signal.OnNext(CancellationLevel.None);
        signal.OnNext(UnknownBits);
        pair.RunReady();
        Assert.True(sent.IsSilent);
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(10), pair.Read(10));
        Assert.True(pair.Finish(sent).IsSuccess);
    }

    [Fact]
    public void Unknown_bits_are_refused_where_a_level_is_an_argument()
    {
        var pair = Connect();
        var send = pair.Socket.AsyncSend(new byte[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.Socket.Cancel(UnknownBits));
        Assert.Throws<ArgumentOutOfRangeException>(() => send.CancelOnUnsubscribe(UnknownBits));
        Assert.Throws<ArgumentOutOfRangeException>(() => send.CancelWhen(CancellationToken.None, UnknownBits));
        Assert.Throws<ArgumentOutOfRangeException>(() => send.CancelAfter(TimeSpan.Zero, UnknownBits));
    }

    [Fact]
    public void What_a_signal_emitted_before_Subscribe_is_not_asked_for()
    {
        var pair = Connect();
        using var signal = new Subject<CancellationLevel>();
        var send = pair.Socket.AsyncSend(new byte[10]).CancelWhen(signal);
        signal.OnNext(CancellationLevel.All);
        Assert.Equal(new SendResult(SocketError.Success, 10), pair.Finish(Sent.Begin(send)));
    }

    [Theory]
    [InlineData(CancellationLevel.Total)]
    [InlineData(CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Terminal)]
    public void What_is_already_requested_at_Subscribe_is_granted_with_0_bytes(CancellationLevel level)
    {
        var pair = Connect();
        using var token = new CancellationTokenSource();
        token.Cancel();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(new byte[10]).CancelWhen(token.Token, level));
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, level), pair.Finish(sent));
        Assert.Equal(0, pair.Socket.BytesTransferred);
    }

    [Fact]
    public void A_request_after_the_bytes_were_taken_is_late_and_the_true_count_is_reported()
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect();
        using var signal = new Subject<CancellationLevel>();
        var watched = Sent.Begin(pair.Socket.AsyncSend(new byte[10]).CancelWhen(signal));
        var left = pair.Send(new byte[20], onUnsubscribe: CancellationLevel.All);
        var ledger = new Recorder<SendResult>();
        pair.Socket.SettledSends.Subscribe(ledger);
        signal.OnNext(CancellationLevel.All);
        left.Dispose();
        pair.Socket.Cancel(CancellationLevel.All);
        Assert.Equal(new SendResult(SocketError.Success, 10), pair.Finish(watched));
        Assert.Equal(new SendResult(SocketError.Success, 20), pair.FinishUnwatched(left));
        Assert.Equal([new SendResult(SocketError.Success, 20)], ledger.Values);
        Assert.Equal(RxSocketState.Usable, pair.Socket.State);
    }

    [Fact]
    public void A_request_after_completion_touches_no_later_send()
    {
        var pair = Connect();
        var filled = pair.Fill();
        using var signal = new Subject<CancellationLevel>();
        var first = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(10)).CancelWhen(signal), CancellationLevel.All);
        pair.Discard(filled);
        pair.Finish(first);
        Assert.False(signal.HasObservers);
        filled = pair.Fill();
        var second = pair.Write(Pattern.Bytes(10, start: 10));
        signal.OnNext(CancellationLevel.All);
        first.Dispose();
        pair.RunReady();
        Assert.True(second.IsSilent);
        Assert.Equal(Pattern.Bytes(10), pair.Read(10));
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(10, start: 10), pair.Read(10));
        Assert.True(pair.Finish(second).IsSuccess);
    }

    [Fact]
    public void One_signal_stops_every_send_that_it_is_bound_to_and_is_let_go_by_each()
    {
        var pair = Connect();
        pair.Fill();
        using var signal = new Subject<CancellationLevel>();
        var write = pair.Socket.AsyncWrite(new byte[10]).CancelWhen(signal);
        Sent[] sends = [Sent.Begin(write), Sent.Begin(write)];
        var other = pair.Write(new byte[10]);
        signal.OnNext(CancellationLevel.Total);
        Assert.All(sends, sent => Assert.Equal(CancellationLevel.Total, pair.Finish(sent).Cancelled));
        Assert.False(signal.HasObservers);
        Assert.True(other.IsSilent);
    }

    [Theory]
    [InlineData(CancellationLevel.Total, CancellationLevel.Terminal, CancellationLevel.Total)]
    [InlineData(CancellationLevel.Terminal, CancellationLevel.Total, CancellationLevel.Total)]
    [InlineData(CancellationLevel.Partial, CancellationLevel.Terminal, CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Terminal, CancellationLevel.Partial, CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Total, CancellationLevel.None, CancellationLevel.Total)]
    public void Requests_add_up_and_the_strongest_is_granted(CancellationLevel first, CancellationLevel second, CancellationLevel granted)
    {
        var pair = Connect();
        var signals = new[] { first, second }.ToObservable();
        var sent = Sent.Begin(pair.Socket.AsyncSend(new byte[10]).CancelWhen(signals));
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, granted), pair.Finish(sent));
    }

    [Fact]
    public void A_refused_request_is_remembered_and_takes_nothing_from_a_later_one()
    {
        var pair = Connect();
        using var signal = new Subject<CancellationLevel>();
        var bytes = Pattern.Bytes(1024 * 1024);
        var sent = Sent.Begin(pair.Socket.AsyncWrite(bytes).CancelWhen(signal));
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        pair.RunReady();
        signal.OnNext(CancellationLevel.Total);
        pair.RunReady();
        Assert.True(sent.IsSilent);
        signal.OnNext(CancellationLevel.Partial);
        signal.OnNext(CancellationLevel.Terminal);
        Assert.Equal(CancellationLevel.Partial, pair.Finish(sent).Cancelled);
        Assert.Equal(RxSocketState.Usable, pair.Socket.State);
    }
}
