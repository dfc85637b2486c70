using System.Net.Sockets;
using System.Reactive;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>WaitWritable: a place in line that is over when a send would not block.</summary>
public abstract class WaitWritableContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Large = 1024 * 1024;

    [Fact]
    public void A_socket_with_room_is_writable_and_nothing_is_sent()
    {
        var pair = Connect();
        var heard = new Recorder<Unit>();
        var wait = pair.Socket.WaitWritable();
        Assert.Equal(0, pair.Socket.Outstanding);
        wait.Subscribe(heard);
        Assert.Equal(0, heard.Calls); // not on this stack
        CheckWritable(pair, heard);
        Assert.Equal(0, pair.Socket.BytesTransferred);
    }

    [Fact]
    public void Each_subscription_is_a_wait_of_its_own()
    {
        var pair = Connect();
        var wait = pair.Socket.WaitWritable();
        for (var i = 0; i < 3; i++)
        {
            var filled = pair.Fill();
            var heard = Begin(pair, wait);
            Assert.Equal(0, heard.Calls);
            pair.Discard(filled);
            CheckWritable(pair, heard);
        }
    }

    [Fact]
    public void A_full_socket_is_writable_when_the_peer_has_read_and_then_a_send_goes_at_once()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var heard = Begin(pair, pair.Socket.WaitWritable());
        Assert.Equal((0, 1), (heard.Calls, pair.Socket.Outstanding));
        pair.Discard(filled);
        CheckWritable(pair, heard);
        var sent = pair.Send(Pattern.Bytes(100));
        pair.RunReady();
        Assert.Equal(100, pair.Finish(sent).BytesTransferred);
        Assert.Equal(Pattern.Bytes(100), pair.Read(100));
    }

    [Fact]
    public void It_waits_behind_the_sends_before_it_and_those_after_it_wait_behind_it()
    {
        var pair = Connect();
        var first = pair.WriteHalfWay(Pattern.Bytes(Large));
        var heard = Begin(pair, pair.Socket.WaitWritable());
        var last = pair.Write(Pattern.Bytes(1000, start: Large));
        pair.RunReady();
        Assert.Equal((0, 3), (heard.Calls, pair.Socket.Outstanding));
        Assert.Equal(Pattern.Bytes(Large + 1000), pair.Read(Large + 1000));
        Assert.True(pair.Finish(first).IsSuccess);
        CheckWritable(pair, heard);
        Assert.True(pair.Finish(last).IsSuccess);
    }

    [Fact]
    public void Unsubscribing_withdraws_it_without_a_word_and_the_next_one_has_its_place()
    {
        var pair = Connect();
        var ledger = new Recorder<SendResult>();
        pair.Socket.SettledSends.Subscribe(ledger);
        var filled = pair.Fill();
        var heard = new Recorder<Unit>();
        var subscription = pair.Socket.WaitWritable().Subscribe(heard);
        pair.RunReady();
        var next = pair.Write(Pattern.Bytes(100));
        subscription.Dispose();
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(100), pair.Read(100));
        Assert.True(pair.Finish(next).IsSuccess);
        Assert.Equal((0, 0), (heard.Calls, ledger.Calls));
        Assert.Equal(0, pair.Socket.Outstanding);
    }

    [Theory]
    [InlineData(CancellationLevel.Total)]
    [InlineData(CancellationLevel.Partial)]
    public void Cancel_stops_it_and_the_socket_stays_usable(CancellationLevel level)
    {
        var pair = Connect();
        var filled = pair.Fill();
        var heard = Begin(pair, pair.Socket.WaitWritable());
        pair.Socket.Cancel(level);
        CheckFailed(pair, heard, new SendResult(SocketError.OperationAborted, 0, level));
        pair.Discard(filled);
        pair.CheckUsable();
    }

    [Fact]
    public void The_end_of_the_socket_is_the_end_of_the_wait()
    {
        var pair = Connect();
        pair.Fill();
        var heard = Begin(pair, pair.Socket.WaitWritable());
        pair.Socket.Dispose();
        CheckFailed(pair, heard, new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Terminal));
        var late = Begin(pair, pair.Socket.WaitWritable());
        CheckFailed(pair, late, new SendResult(SocketError.NotSocket, 0));
    }

    [Fact]
    public void A_socket_closed_behind_our_back_ends_it()
    {
        var pair = Connect();
        pair.Fill();
        var heard = Begin(pair, pair.Socket.WaitWritable());
        pair.CloseUnderneath();
        CheckFailed(pair, heard, new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Terminal));
    }

    [Fact]
    public void A_lost_peer_makes_the_socket_writable_and_the_send_tells()
    {
        var pair = Connect();
        pair.Fill();
        var heard = Begin(pair, pair.Socket.WaitWritable());
        pair.LosePeer();
        CheckWritable(pair, heard);
        Assert.Equal(new SendResult(Rig.GoneError, 0), pair.Finish(pair.Send(new byte[10])));
    }

    [Fact]
    public void A_shut_down_socket_is_writable_and_the_send_tells()
    {
        var pair = Connect();
        pair.EndSending();
        var heard = Begin(pair, pair.Socket.WaitWritable());
        CheckWritable(pair, heard);
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Finish(pair.Send(new byte[10])));
    }

    [Fact]
    public void A_full_socket_that_is_shut_down_is_writable_and_the_send_tells()
    {
        var pair = Connect();
        pair.Fill();
        var heard = Begin(pair, pair.Socket.WaitWritable());
        Assert.Equal(0, heard.Calls);
        pair.EndSending();
        CheckWritable(pair, heard);
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Finish(pair.Send(new byte[10])));
    }

    [Fact]
    public async Task Whoever_wins_a_race_with_room_nothing_is_left_behind()
    {
        Needs(Capability.Threads);
        const int Rounds = 100;
        var pair = Connect();
        for (var round = 0; round < Rounds; round++)
        {
            var filled = pair.Fill();
            var heard = new Recorder<Unit>();
            var subscription = pair.Socket.WaitWritable().Subscribe(heard);
            pair.RunReady();
            var leaving = Task.Run(subscription.Dispose, TestContext.Current.CancellationToken);
            pair.Discard(filled);
            await leaving.Within();
            pair.RunUntil(() => pair.Socket.Outstanding == 0);
            pair.RunReady();
            Assert.InRange(heard.Calls, 0, 2);
            Assert.Null(heard.Error);
        }

        pair.CheckUsable();
    }

    private static Recorder<Unit> Begin(IContractPair pair, IObservable<Unit> wait)
    {
        var heard = new Recorder<Unit>();
        wait.Subscribe(heard);
        pair.RunReady();
        return heard;
    }

    private static void CheckWritable(IContractPair pair, Recorder<Unit> heard)
    {
        pair.RunUntil(() => heard.Ended.IsCompleted);
        Assert.Equal(Unit.Default, Assert.Single(heard.Values));
        Assert.True(heard.IsCompleted);
    }

    private static void CheckFailed(IContractPair pair, Recorder<Unit> heard, SendResult expected)
    {
        pair.RunUntil(() => heard.Ended.IsCompleted);
        Assert.Equal(expected, Assert.IsType<SendException>(heard.Error).Result);
        Assert.Empty(heard.Values);
    }
}
