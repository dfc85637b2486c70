using System.Net.Sockets;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Portable;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Portable;

public class PortableSendTests
{
    [Fact]
    public async Task Several_slices_go_as_one_block_of_at_most_64_kibibytes()
    {
        using var pair = SocketPair.Connect();
        var slices = Enumerable.Range(0, 100).Select(i => (ReadOnlyMemory<byte>)Pattern.Bytes(1000, i * 1000)).ToList();
        var data = new SliceCursor(SliceList.Of(slices)).Unsent;
        Assert.True(new PortableSend(pair.Local).Try(data, SocketFlags.None, out var outcome));
        Assert.Equal((OutcomeKind.Moved, 65536L), (outcome.Kind, outcome.Bytes));
        Assert.Equal(Pattern.Bytes(65536), await pair.Peer.ReadAsync(65536));
    }

    [Fact]
    public void Full_socket_would_block()
    {
        using var pair = SocketPair.Connect(bufferSize: 4096);
        pair.Local.Blocking = false;
        var send = new PortableSend(pair.Local);
        var moved = 0L;
        while (send.Try(new Unsent(new byte[1 << 20]), SocketFlags.None, out var outcome))
            moved += outcome.Bytes;
        Assert.NotEqual(0, moved);
    }

    [Theory]
    [InlineData(SocketError.OperationAborted, true)]
    [InlineData(SocketError.ConnectionReset, false)]
    [InlineData(SocketError.Shutdown, false)]
    public void Socket_errors_are_read(SocketError error, bool closed)
    {
        using var pair = SocketPair.Connect();
        var outcome = new PortableSend(pair.Local).OutcomeOf(error);
        Assert.Equal(closed ? OutcomeKind.Closed : OutcomeKind.Failed, outcome.Kind);
        Assert.Equal(error, outcome.Error);
        pair.Local.Dispose();
        Assert.Equal(OutcomeKind.Closed, new PortableSend(pair.Local).OutcomeOf(SocketError.NotConnected).Kind);
    }

    [Fact]
    public void Exceptions_are_read()
    {
        Assert.Equal(SocketError.Fault, PortableSend.OutcomeOf(new OperationCanceledException()).Error); // the memory's: ours is read elsewhere
        Assert.Equal(OutcomeKind.Closed, PortableSend.OutcomeOf(new ObjectDisposedException(typeof(Socket).FullName)).Kind);
        Assert.Equal(OutcomeKind.Closed, PortableSend.OutcomeOf(new ObjectDisposedException(typeof(SafeSocketHandle).FullName)).Kind);
        Assert.Equal(OutcomeKind.Closed, PortableSend.OutcomeOf(new SocketException((int)SocketError.OperationAborted)).Kind);
        Assert.Equal(SocketError.ConnectionReset, PortableSend.OutcomeOf(new SocketException((int)SocketError.ConnectionReset)).Error);
    }

    [Fact]
    public void Socket_disposed_is_closed_and_memory_disposed_is_a_fault()
    {
        using var pair = SocketPair.Connect();
        var send = new PortableSend(pair.Local);
        AssertFault(send, new ObjectDisposedException("the caller's memory"));
        pair.Local.Dispose();
        Assert.True(send.Try(new Unsent(new byte[1]), SocketFlags.None, out var outcome));
        Assert.Equal(OutcomeKind.Closed, outcome.Kind);
    }

    /// <summary>As Withdrawn it would be tried again, and again, for ever.</summary>
    [Fact]
    public void Memory_that_throws_a_cancellation_is_a_fault_and_no_withdrawal()
    {
        using var pair = SocketPair.Connect();
        AssertFault(new PortableSend(pair.Local), new OperationCanceledException());
    }

    private static void AssertFault(PortableSend send, Exception cause)
    {
        using var memory = new CountingMemory(10, cause);
        Assert.True(send.Try(new Unsent(memory.Memory), SocketFlags.None, out var outcome));
        Assert.Equal((OutcomeKind.Failed, SocketError.Fault), (outcome.Kind, outcome.Error));
        Assert.Same(cause, outcome.Cause);
    }
}
