using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Rx.Sockets.Tests.Support;
using L = Rx.Sockets.CancellationLevel;

namespace Rx.Sockets.Tests.Groups;

/// <summary>Groups over real sockets, with the bytes that the peers read as the witness.</summary>
public class GroupsOnEnginesTests
{
    private static readonly byte[] Big = Pattern.Bytes(PairSteps.TooMuch);

    [Theory, ClassData(typeof(BothEngines))]
    public async Task The_first_peer_that_takes_all_wins_and_the_losers_count_is_exact(SocketEngineKind engine)
    {
        await using var fast = RxPair.Threaded(engine, Wire.Unix);
        await using var slow = RxPair.Threaded(engine, Wire.Unix);
        var result = ParallelGroup.Of(slow.Socket.AsyncWrite(Big), fast.Socket.AsyncWrite(Big)).WaitForOneSuccess().ToTask();
        var won = await fast.Peer.ReadAsync(Big.Length);
        var (loser, winner) = ((await result.Within()).Results[0], (await result).Results[1]);
        Assert.Equal(new SendResult(SocketError.Success, Big.Length), winner);
        Assert.Equal((SocketError.OperationAborted, L.Partial), (loser.Error, loser.Cancelled));
        Assert.Equal([1, 0], (await result).Order);
        Assert.Equal(Big, won);
        Assert.Equal(Big[..(int)loser.BytesTransferred], await slow.Peer.ReadAsync((int)loser.BytesTransferred));
        Assert.Equal(loser.BytesTransferred, slow.Socket.BytesTransferred);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Asked_for_Total_a_loser_that_has_begun_ends_whole(SocketEngineKind engine)
    {
        await using var fast = RxPair.Threaded(engine, Wire.Unix);
        await using var slow = RxPair.Threaded(engine, Wire.Unix);
        var result = ParallelGroup.Of(slow.Socket.AsyncWrite(Big), fast.Socket.AsyncWrite(Big)).WaitForOne(L.Total).ToTask();
        await fast.Peer.ReadAsync(Big.Length);
        Assert.Equal(Big, await slow.Peer.ReadAsync(Big.Length));
        Assert.All((await result.Within()).Results, member => Assert.Equal(new SendResult(SocketError.Success, Big.Length), member));
    }

    // Composed sends are sends: a group takes them as members.
    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_composed_send_is_a_member_like_any_other(SocketEngineKind engine)
    {
        await using var one = RxPair.Threaded(engine, Wire.Unix);
        await using var other = RxPair.Threaded(engine, Wire.Unix);
        var composed = one.Socket.Compose(async self =>
        {
            await self.AsyncWrite("head"u8.ToArray());
            await self.AsyncWrite(Big);
        }, CancellationFilter.EnablePartial);
        var result = await ParallelGroup.Of(composed, other.Socket.AsyncWrite("quick"u8.ToArray())).WaitForOneSuccess().ToTask().Within();
        var stopped = result.Results[0];
        Assert.Equal(SocketError.OperationAborted, stopped.Error);
        byte[] frame = [.. "head"u8, .. Big];
        Assert.Equal(frame[..(int)stopped.BytesTransferred], await one.Peer.ReadAsync((int)stopped.BytesTransferred));
    }
}
