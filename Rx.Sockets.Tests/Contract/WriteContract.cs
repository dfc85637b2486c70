using System.Net.Sockets;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>AsyncWrite: composed of sends until all is out.</summary>
public abstract class WriteContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Large = 1024 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(3 * Large + 1)]
    public void A_write_sends_everything(int length)
    {
        var pair = Connect();
        var sent = pair.Write(Pattern.Bytes(length));
        Assert.Equal(Pattern.Bytes(length), pair.Read(length));
        Assert.Equal(new SendResult(SocketError.Success, length), pair.Finish(sent));
        Assert.Equal(length, pair.Socket.BytesTransferred);
    }

    [Theory]
    [InlineData(CancellationLevel.Total)]
    [InlineData(CancellationLevel.Total | CancellationLevel.Partial)]
    [InlineData(CancellationLevel.All)]
    public void A_write_honours_Total_until_its_first_byte(CancellationLevel asked)
    {
        var pair = Connect();
        var filled = pair.Fill();
        var sent = pair.Write(new byte[Large], asked);
        pair.RunReady();
        sent.Dispose();
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), pair.FinishUnwatched(sent));
        pair.Discard(filled);
        pair.CheckUsable();
    }

    [Fact]
    public void Total_after_the_first_byte_is_refused_and_the_write_runs_to_its_end_unwatched()
    {
        var pair = Connect();
        var ledger = new Recorder<SendResult>();
        pair.Socket.SettledSends.Subscribe(ledger);
        var sent = pair.WriteHalfWay(Pattern.Bytes(Large));
        sent.Dispose();
        pair.RunReady();
        Assert.Equal((false, 1), (sent.HasSettled, pair.Socket.Outstanding));
        Assert.Equal(Pattern.Bytes(Large), pair.Read(Large));
        Assert.Equal(new SendResult(SocketError.Success, Large), pair.FinishUnwatched(sent));
        Assert.Equal([sent.Settled], ledger.Values);
        pair.CheckUsable();
    }

    [Theory]
    [InlineData(CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Total | CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Partial | CancellationLevel.Terminal)]
    [InlineData(CancellationLevel.All)]
    public void Partial_after_the_first_byte_reports_the_bytes_and_the_rest_makes_the_stream_whole(CancellationLevel asked)
    {
        var pair = Connect();
        BufferSequence bytes = [Pattern.Bytes(Large / 2), Pattern.Bytes(Large / 2, start: Large / 2)];
        var sent = Sent.Begin(pair.Socket.AsyncWrite(bytes), asked);
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        pair.RunReady();
        sent.Dispose();
        var result = pair.FinishUnwatched(sent);
        Assert.Equal(new SendResult(SocketError.OperationAborted, pair.Socket.BytesTransferred, CancellationLevel.Partial), result);
        Assert.InRange(result.BytesTransferred, 1, Large - 1);
        var rest = pair.Write(bytes.From(result.BytesTransferred));
        Assert.Equal(Pattern.Bytes(Large), pair.Read(Large));
        Assert.Equal(Large - result.BytesTransferred, pair.Finish(rest).BytesTransferred);
        pair.CheckUsable();
    }

    [Fact]
    public void A_request_after_the_last_byte_is_late_and_the_write_succeeds()
    {
        var pair = Connect();
        var filled = pair.Fill();
        using var signal = new Subject<CancellationLevel>();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(1000)).CancelWhen(signal));
        var asked = false;
        pair.Socket.AsyncWrite(Pattern.Bytes(1000, start: 1000)).CancelOnUnsubscribe(CancellationLevel.Total, Ask).Subscribe(new Recorder<SendResult>());
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(2000), pair.Read(2000));
        pair.RunUntil(() => asked); // the peer may have the bytes before their send is notified
        Assert.Equal(new SendResult(SocketError.Success, 1000), pair.Finish(sent));

        void Ask(SendResult settled)
        {
            signal.OnNext(CancellationLevel.All);
            asked = true;
        }
    }

    [Fact]
    public void A_request_between_two_steps_is_honoured_without_another_send()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect(NeverLooks);
        using var signal = new Subject<CancellationLevel>();
        var filled = pair.Fill();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(new byte[Large]).CancelWhen(signal));
        pair.RunReady();
        pair.Calls.AfterNextSend(() => signal.OnNext(CancellationLevel.Partial));
        var calls = pair.Calls.Sends;
        pair.Discard(filled);
        var result = pair.Finish(sent);
        Assert.Equal((CancellationLevel.Partial, calls + 1), (result.Cancelled, pair.Calls.Sends));
        Assert.Equal(pair.Socket.BytesTransferred, result.BytesTransferred);
    }

    [Fact]
    public void A_request_during_the_last_step_is_late()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect();
        using var signal = new Subject<CancellationLevel>();
        pair.Calls.AfterNextSend(() => signal.OnNext(CancellationLevel.All));
        var sent = Sent.Begin(pair.Socket.AsyncWrite(new byte[10]).CancelWhen(signal));
        Assert.Equal(new SendResult(SocketError.Success, 10), pair.Finish(sent));
    }

    [Fact]
    public void A_write_that_fails_half_way_reports_the_bytes_before()
    {
        var pair = Connect();
        var sent = pair.WriteHalfWay(new byte[Large]);
        pair.LosePeer();
        var result = pair.Finish(sent);
        Assert.Equal((Rig.GoneError, pair.Socket.BytesTransferred), (result.Error, result.BytesTransferred));
        Assert.InRange(result.BytesTransferred, 1, Large - 1);
    }

    [Fact]
    public void An_error_between_two_steps_ends_the_write_with_its_bytes()
    {
        Needs(Capability.SystemCalls);
        Needs(Capability.TrustsFull);
        const int HostUnreachable = 113;
        var pair = Connect(NeverLooks);
        var calls = pair.Calls;
        calls.AfterNextSend(() => calls.FailNextSend(HostUnreachable));
        var sent = pair.WriteHalfWay(new byte[Large]);
        pair.Discard(pair.Socket.BytesTransferred);
        var result = pair.Finish(sent);
        Assert.Equal((SocketError.HostUnreachable, pair.Socket.BytesTransferred), (result.Error, result.BytesTransferred));
        Assert.InRange(result.BytesTransferred, 1, Large - 1);
    }
}
