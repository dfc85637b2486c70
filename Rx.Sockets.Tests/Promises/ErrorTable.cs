using System.Net.Sockets;
using System.Reactive.Linq;
using Rx.Sockets.Native;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>Which situation gives which error.</summary>
public sealed class ErrorTable
{
    private static readonly byte[] Ten = new byte[10];

    [Theory, EveryEngine]
    public async Task A_cancelled_send_is_OperationAborted(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);

        var outcome = pair.Run(pair.Socket.AsyncSend(Ten).CancelWhen(Observable.Return(CancellationLevel.Total)));

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), outcome);
    }

    [Theory, EveryEngine]
    public Task Cancel_gives_OperationAborted(SocketEngineKind engine) => GivesOperationAborted(engine, pair => pair.Socket.Cancel());

    [Theory, EveryEngine]
    public Task Dispose_gives_OperationAborted(SocketEngineKind engine) => GivesOperationAborted(engine, pair => pair.Socket.Dispose());

    [Theory, EveryEngine]
    public Task Release_gives_OperationAborted(SocketEngineKind engine) => GivesOperationAborted(engine, pair => pair.Socket.Release());

    [Theory, EveryEngine]
    public Task A_socket_closed_behind_our_back_gives_OperationAborted(SocketEngineKind engine) =>
        GivesOperationAborted(engine, pair => pair.Local.Dispose());

    [Theory, EveryEngine]
    public async Task A_send_on_a_closed_RxSocket_is_NotSocket_and_posted(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        pair.Socket.Dispose();
        var heard = new Recorder<SendResult>();

        pair.Socket.AsyncSend(Ten).Subscribe(heard);

        Assert.Equal(0, heard.Calls);
        Assert.Equal(new SendResult(SocketError.NotSocket, 0), pair.RunToError(heard).Result);
    }

    [Theory, EveryEngine]
    public async Task A_send_on_a_released_RxSocket_is_NotSocket(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        pair.Socket.Release();

        Assert.Equal(new SendResult(SocketError.NotSocket, 0), pair.Run(pair.Socket.AsyncSend(Ten)));
    }

    [Theory, EveryEngine]
    public async Task A_send_on_a_socket_that_is_only_closable_is_Disconnecting(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        pair.Run(pair.Socket.AsyncSend(Ten).CancelWhen(Observable.Return(CancellationLevel.Terminal)));

        Assert.Equal(new SendResult(SocketError.Disconnecting, 0), pair.Run(pair.Socket.AsyncSend(Ten)));
    }

    [Theory, EveryEngine]
    public async Task After_Shutdown_of_sending_it_is_Shutdown(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        pair.Local.Shutdown(SocketShutdown.Send);

        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Run(pair.Socket.AsyncSend(Ten)));
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Run(pair.Socket.AsyncWrite(Ten)));
    }

    [Theory, EveryEngine]
    public async Task A_parked_write_ends_with_Shutdown_and_its_count_when_sending_is_shut_down(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine); // over Unix sockets the kernel does not wake who waits
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(new byte[64 * 1024 * 1024]).Subscribe(heard);
        pair.RunReady();

        pair.Local.Shutdown(SocketShutdown.Send);

        Assert.Equal(new SendResult(SocketError.Shutdown, pair.Socket.BytesTransferred), pair.RunToError(heard).Result);
    }

    [Theory, EveryEngine]
    public async Task When_the_peer_is_gone_it_is_Shutdown(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        pair.Peer.Dispose();

        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Run(pair.Socket.AsyncSend(Ten)));
    }

    [Theory, EveryEngine]
    public async Task A_reset_with_nothing_receiving_is_ConnectionReset_then_Shutdown(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        pair.Pair.ResetByPeer();
        Assert.True(pair.Local.Poll(Deadline.Limit, SelectMode.SelectError) || pair.Local.Poll(TimeSpan.Zero, SelectMode.SelectRead));

        Assert.Equal(new SendResult(SocketError.ConnectionReset, 0), pair.Run(pair.Socket.AsyncSend(Ten)));
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Run(pair.Socket.AsyncSend(Ten)));
    }

    [Theory, EveryEngine]
    public async Task A_reset_with_a_receive_pending_may_go_to_the_receive_and_sends_report_Shutdown(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var receiving = pair.Local.ReceiveAsync(new byte[1].AsMemory(), TestContext.Current.CancellationToken).AsTask();
        pair.Pair.ResetByPeer();
        await Assert.ThrowsAnyAsync<SocketException>(() => receiving.Within());

        Assert.Equal(new SendResult(SocketError.Shutdown, 0), pair.Run(pair.Socket.AsyncSend(Ten)));
    }

    [Fact]
    public void An_unknown_errno_keeps_its_number()
    {
        const int Unknown = 4242;
        var error = ErrnoMap.ToSocketError(Unknown);

        Assert.Equal((SocketError)Unknown, error);
        var exception = new SendException(new SendResult(error, 3));
        Assert.Equal((Unknown, (SocketError)Unknown), (exception.NativeErrorCode, exception.Result.Error));
    }

    [Theory, EveryEngine]
    public async Task Would_block_is_never_reported(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var full = pair.FillUp();
        var settled = new Recorder<SendResult>();
        for (var i = 0; i < 10; i++)
            pair.Socket.AsyncSend(Ten).CancelOnUnsubscribe(CancellationLevel.Total, settled.OnNext).Subscribe(new Recorder<SendResult>());
        pair.RunReady();
        Assert.Equal(0, settled.Calls);

        pair.RunUntil(() => pair.Peer.ReadAvailable() >= 0 && settled.Calls == 10);

        Assert.All(settled.Values, result => Assert.Equal(SocketError.Success, result.Error));
        Assert.Equal(full + settled.Values.Sum(result => result.BytesTransferred), pair.Socket.BytesTransferred);
    }

    private static async Task GivesOperationAborted(SocketEngineKind engine, Action<RxPair> stop)
    {
        await using var pair = RxPair.Stepped(engine, Wire.Unix);
        var (running, waiting) = (pair.Block(), new Recorder<SendResult>());
        pair.Socket.AsyncSend(Ten).Subscribe(waiting);

        stop(pair);

        var torn = pair.RunToError(running).Result;
        Assert.Equal((SocketError.OperationAborted, pair.Socket.BytesTransferred), (torn.Error, torn.BytesTransferred));
        var untouched = pair.RunToError(waiting).Result;
        Assert.Equal((SocketError.OperationAborted, 0L), (untouched.Error, untouched.BytesTransferred));
    }
}
