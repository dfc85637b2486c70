using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>Cancel: a request for every outstanding send of the socket.</summary>
public abstract class ObjectCancelContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private static readonly SendResult Untouched = new(SocketError.OperationAborted, 0, CancellationLevel.Total);

    [Fact]
    public void Cancel_stops_every_outstanding_send_and_the_socket_stays_usable()
    {
        var pair = Connect();
        var filled = pair.Fill();
        Sent[] sends = [pair.Send(new byte[10]), pair.Write(new byte[10]), pair.Send(new byte[10]), pair.Write(new byte[1024 * 1024])];
        pair.RunReady();
        pair.Socket.Cancel();
        Assert.All(sends, sent => Assert.True(sent.IsSilent));
        Assert.All(sends, sent => Assert.Equal(Untouched, pair.Finish(sent)));
        pair.Discard(filled);
        pair.CheckUsable();
    }

    [Fact]
    public void Cancel_without_a_level_tears_a_write_under_way_and_reports_its_bytes()
    {
        var pair = Connect();
        var bytes = Pattern.Bytes(1024 * 1024);
        var write = pair.WriteHalfWay(bytes);
        var queued = pair.Write(new byte[10]);
        pair.Socket.Cancel();
        var result = pair.Finish(write);
        Assert.Equal((SocketError.OperationAborted, CancellationLevel.Partial), (result.Error, result.Cancelled));
        Assert.Equal(pair.Socket.BytesTransferred, result.BytesTransferred);
        Assert.Equal(Untouched, pair.Finish(queued));
        Assert.Equal(bytes[..(int)result.BytesTransferred], pair.Read((int)result.BytesTransferred));
        pair.CheckUsable();
    }

    [Fact]
    public void Cancel_at_Total_lets_a_write_under_way_run_to_its_end()
    {
        var pair = Connect();
        var bytes = Pattern.Bytes(1024 * 1024);
        var write = pair.WriteHalfWay(bytes);
        var queued = pair.Write(new byte[10]);
        pair.Socket.Cancel(CancellationLevel.Total);
        Assert.Equal(Untouched, pair.Finish(queued));
        Assert.True(write.IsSilent);
        Assert.Equal(bytes, pair.Read(bytes.Length));
        Assert.True(pair.Finish(write).IsSuccess);
        pair.CheckUsable();
    }

    [Fact]
    public void Cancel_reaches_a_write_that_nobody_watches()
    {
        var pair = Connect();
        var write = pair.WriteHalfWay(Pattern.Bytes(1024 * 1024));
        write.Dispose();
        pair.RunReady();
        Assert.False(write.HasSettled);
        pair.Socket.Cancel(CancellationLevel.Partial);
        Assert.Equal(CancellationLevel.Partial, pair.FinishUnwatched(write).Cancelled);
    }

    [Fact]
    public void Cancel_does_not_reach_sends_that_are_subscribed_later()
    {
        var pair = Connect();
        pair.Socket.Cancel(CancellationLevel.All);
        pair.CheckUsable();
    }

    [Fact]
    public void Cancel_at_None_asks_for_nothing()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var sent = pair.Write(Pattern.Bytes(10));
        pair.Socket.Cancel(CancellationLevel.None);
        pair.RunReady();
        Assert.True(sent.IsSilent);
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(10), pair.Read(10));
        Assert.True(pair.Finish(sent).IsSuccess);
    }

    [Fact]
    public void Cancel_on_a_closed_socket_does_nothing()
    {
        var pair = Connect();
        pair.Socket.Dispose();
        pair.Socket.Cancel();
        pair.Socket.Cancel(CancellationLevel.All);
        Assert.Equal(RxSocketState.Closed, pair.Socket.State);
    }
}
