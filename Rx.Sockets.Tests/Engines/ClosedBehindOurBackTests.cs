using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

/// <summary>Somebody disposes the inner socket while a send of ours is parked: that neither hangs nor falsifies a count.</summary>
/// <remarks>A handle that is held while a send is parked makes <c>Socket.Dispose</c> spin for ever; no time is measured, since what
/// spins for ever does not return at all.</remarks>
public sealed class ClosedBehindOurBackTests
{
    private const int KernelBuffer = 16 * 1024;

    private readonly byte[] _frame = Pattern.Bytes(1024 * 1024);
    private readonly Ledger _ledger = new();
    private readonly Recorder<SendResult> _heard = new();

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Dispose_of_the_inner_socket_returns_while_nobody_turns_the_loop(SocketEngineKind engine, Wire wire)
    {
        await using var pair = RxPair.Stepped(engine, wire, KernelBuffer);
        Park(pair.Socket);

        await Task.Run(pair.Local.Dispose, TestContext.Current.CancellationToken).Within();
        Assert.Equal(0, _heard.Calls);

        pair.RunUntil(() => _heard.Ended.IsCompleted);
        await AssertAbortedExactlyAsync(pair);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Dispose_of_the_inner_socket_on_another_thread_aborts_a_parked_send(SocketEngineKind engine, Wire wire)
    {
        await using var pair = RxPair.Threaded(engine, wire, KernelBuffer);
        Park(pair.Socket);

        await Task.Run(pair.Local.Dispose, TestContext.Current.CancellationToken).Within();

        await _heard.Ended.Within();
        await AssertAbortedExactlyAsync(pair);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Dispose_of_the_inner_socket_inside_OnNext_on_the_loop_aborts_a_parked_send(SocketEngineKind engine, Wire wire)
    {
        await using var pair = RxPair.Stepped(engine, wire, KernelBuffer);
        var note = Pattern.Bytes(10);
        var disposed = false;
        pair.Socket.AsyncWrite(note).Subscribe(_ =>
        {
            pair.Local.Dispose();
            disposed = true;
        });
        Park(pair.Socket);

        pair.RunUntil(() => disposed);
        pair.RunUntil(() => _heard.Ended.IsCompleted);
        await AssertAbortedExactlyAsync(pair, note);
    }

    private void Park(RxSocket socket)
    {
        socket.AsyncWrite(_frame).CancelOnUnsubscribe(CancellationLevel.Total, _ledger.Settled).Subscribe(_heard);
        Assert.Equal(1, socket.Outstanding);
    }

    private async Task AssertAbortedExactlyAsync(RxPair pair, params byte[] before)
    {
        var result = Assert.Single(_ledger.Results);
        Assert.Equal(SocketError.OperationAborted, result.Error);
        Assert.Equal(result, Assert.IsType<SendException>(_heard.Error).Result);
        Assert.InRange(result.BytesTransferred, 1, _frame.Length - 1);
        Assert.Equal(before.Length + result.BytesTransferred, pair.Socket.BytesTransferred);
        Assert.Equal(RxSocketState.Closed, pair.Socket.State);

        byte[] reported = [.. before, .. _frame[..(int)result.BytesTransferred]];
        var isReset = pair.Loop.Engine == SocketEngineKind.Portable && pair.Peer.AddressFamily != AddressFamily.Unix;
        if (isReset) Assert.True(reported.AsSpan().StartsWith(ReadUntilReset(pair.Peer)), "the peer got other bytes");
        else Assert.Equal(reported, await pair.Peer.ReadToEndAsync());
    }

    // The wait of the portable engine is an operation of .NET's own, and Socket.Dispose answers one in progress by a reset, which
    // takes away what the peer's kernel has not got yet. RxSocket.Dispose shuts down first and loses nothing.
    private static byte[] ReadUntilReset(Socket peer)
    {
        using var received = new MemoryStream();
        var buffer = new byte[64 * 1024];
        SocketError error;
        while (peer.Receive(buffer, 0, buffer.Length, SocketFlags.None, out error) is var n and > 0)
            received.Write(buffer, 0, n);
        Assert.Equal(SocketError.ConnectionReset, error);
        return received.ToArray();
    }
}
