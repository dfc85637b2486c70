using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>Terminal granted closes the door.</summary>
public abstract class TerminalContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Large = 1024 * 1024;

    private static readonly SendResult Refused = new(SocketError.Disconnecting, 0);

    [Fact]
    public void Terminal_half_way_reports_the_bytes_and_every_queued_and_later_send_fails_with_Disconnecting()
    {
        var pair = Connect();
        var states = new Recorder<RxSocketState>();
        pair.Socket.StateChanges.Subscribe(states);
        var write = pair.WriteHalfWay(Pattern.Bytes(Large), onUnsubscribe: CancellationLevel.Terminal);
        Sent[] queued = [pair.Write(new byte[10]), pair.Send(new byte[10])];
        write.Dispose();
        var result = pair.FinishUnwatched(write);
        Assert.Equal(new SendResult(SocketError.OperationAborted, pair.Socket.BytesTransferred, CancellationLevel.Terminal), result);
        Assert.InRange(result.BytesTransferred, 1, Large - 1);
        Assert.All(queued, sent => Assert.Equal(Refused, pair.Finish(sent)));
        Assert.Equal(Refused, pair.Finish(pair.Send(new byte[10])));
        Assert.Equal(Refused, pair.Finish(pair.Write(new byte[10])));
        Assert.Equal(RxSocketState.OnlyClosable, pair.Socket.State);
        pair.RunUntil(() => states.Calls > 0); // Portable announces it on the pool, after it has posted the outcome
        Assert.Equal([RxSocketState.OnlyClosable], states.Values);
        Assert.Equal(result.BytesTransferred, pair.Socket.BytesTransferred);
    }

    [Fact]
    public void Terminal_granted_to_a_queued_send_lets_the_running_one_end_whole()
    {
        var pair = Connect();
        var bytes = Pattern.Bytes(Large);
        var running = pair.WriteHalfWay(bytes);
        var queued = pair.Write(new byte[10], CancellationLevel.Terminal);
        var behind = pair.Write(new byte[10]);
        queued.Dispose();
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Terminal), pair.FinishUnwatched(queued));
        Assert.Equal(Refused, pair.Finish(behind));
        Assert.True(running.IsSilent);
        Assert.Equal(bytes, pair.Read(Large));
        Assert.Equal(new SendResult(SocketError.Success, Large), pair.Finish(running));
        Assert.Equal(RxSocketState.OnlyClosable, pair.Socket.State);
    }

    [Fact]
    public void Terminal_that_comes_too_late_closes_nothing()
    {
        var pair = Connect();
        var sent = pair.Send(new byte[10], onUnsubscribe: CancellationLevel.Terminal);
        pair.RunUntil(() => pair.Socket.Outstanding == 0);
        sent.Dispose();
        pair.RunReady();
        Assert.Equal(new SendResult(SocketError.Success, 10), sent.Settled);
        Assert.Equal(10, pair.Read(10).Length);
        pair.CheckUsable();
    }

    [Fact]
    public void A_socket_that_is_only_closable_is_closed_in_good_order()
    {
        var pair = Connect();
        var write = pair.WriteHalfWay(Pattern.Bytes(Large), onUnsubscribe: CancellationLevel.Terminal);
        write.Dispose();
        var moved = (int)pair.FinishUnwatched(write).BytesTransferred;
        pair.Socket.Dispose();
        Assert.Equal(RxSocketState.Closed, pair.Socket.State);
        Assert.Equal(Pattern.Bytes(moved), pair.ReadToEnd());
    }

    [Fact]
    public void An_unwatched_write_that_gets_no_byte_out_for_the_limit_is_stopped_as_by_Terminal()
    {
        var pair = Connect(new PairSetup { UnwatchedLimit = TimeSpan.FromMilliseconds(20) });
        var watched = pair.WriteHalfWay(Pattern.Bytes(Large));
        watched.Dispose();
        var queued = pair.Write(new byte[10]);
        var result = pair.FinishUnwatched(watched);
        Assert.Equal((SocketError.OperationAborted, CancellationLevel.Terminal), (result.Error, result.Cancelled));
        Assert.Equal(pair.Socket.BytesTransferred, result.BytesTransferred);
        Assert.Equal(Refused, pair.Finish(queued));
    }
}
