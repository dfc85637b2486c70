using System.Net.Sockets;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Posix;

public class PosixSendTests
{
    private readonly PosixSend _send = new();

    [Theory]
    [InlineData(Wire.Tcp)]
    [InlineData(Wire.TcpIPv6)]
    [InlineData(Wire.Unix)]
    public async Task One_slice_and_several_arrive(Wire wire)
    {
        using var pair = SocketPair.Connect(wire);
        var one = _send.Try(pair.Local.SafeHandle, new Unsent(Pattern.Bytes(10)), SocketFlags.None);
        var list = SliceList.Of([Pattern.Bytes(1000, 10), Pattern.Bytes(5, 1010)]);
        var two = _send.Try(pair.Local.SafeHandle, new SliceCursor(list).Unsent, SocketFlags.None);
        Assert.Equal(new SendAttempt(10, 10), one);
        Assert.Equal(new SendAttempt(1005, 1005), two);
        Assert.False(one.IsFull);
        Assert.Equal(Pattern.Bytes(1015), await pair.Peer.ReadAsync(1015));
    }

    [Theory]
    [InlineData(SocketFlags.None)]
    [InlineData((SocketFlags)0x100)] // MSG_WAITALL is ours and dropped
    public void Full_socket_does_not_block_though_its_mode_is_blocking(SocketFlags flags)
    {
        using var pair = SocketPair.Connect(bufferSize: 4096);
        var data = new Unsent(new byte[1 << 20]);
        var attempt = _send.Try(pair.Local.SafeHandle, data, flags);
        while (attempt.Errno == 0)
        {
            Assert.True(attempt.IsFull == attempt.Bytes < 1 << 20);
            attempt = _send.Try(pair.Local.SafeHandle, data, flags);
        }

        Assert.Equal(11, attempt.Errno); // EAGAIN
        Assert.True(attempt.IsFull);
        Assert.True(pair.Local.Blocking);
    }

    [Theory]
    [InlineData(Wire.Tcp)]
    [InlineData(Wire.TcpIPv6)]
    [InlineData(Wire.Unix)]
    public void Room_is_told_as_long_as_there_is_any_and_the_mode_is_let_alone(Wire wire)
    {
        using var pair = SocketPair.Connect(wire, bufferSize: 4096);
        Assert.Equal(new SendAttempt(0, 0), _send.TryRoom(pair.Local.SafeHandle));
        var room = default(SendAttempt);
        while (room.Errno == 0) // over TCP an acknowledgement may make some, but nothing is read
        {
            _send.Try(pair.Local.SafeHandle, new Unsent(new byte[1 << 20]), SocketFlags.None);
            room = _send.TryRoom(pair.Local.SafeHandle);
        }

        Assert.Equal(11, room.Errno);
        Assert.True(pair.Local.Blocking);
        pair.Local.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, _send.TryRoom(pair.Local.SafeHandle).Errno); // a send would tell
        pair.Local.Dispose();
        Assert.True(_send.TryRoom(pair.Local.SafeHandle).IsClosed);
    }

    [Fact]
    public void Send_after_shutdown_is_epipe_and_no_signal()
    {
        using var pair = SocketPair.Connect();
        pair.Local.Shutdown(SocketShutdown.Send);
        Assert.Equal(32, _send.Try(pair.Local.SafeHandle, new Unsent(new byte[1]), SocketFlags.None).Errno);
    }

    [Fact]
    public void Closed_handle_is_told_apart_and_left_unreferenced()
    {
        using var pair = SocketPair.Connect();
        var handle = pair.Local.SafeHandle;
        _send.Try(handle, new Unsent(new byte[1]), SocketFlags.None);
        pair.Local.Dispose(); // would spin for ever if the reference had been kept
        Assert.True(_send.Try(handle, new Unsent(new byte[1]), SocketFlags.None).IsClosed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Memory_that_cannot_be_read_is_a_fault_with_its_cause(bool several)
    {
        using var pair = SocketPair.Connect();
        var cause = new ObjectDisposedException("the caller's memory");
        using var bad = new CountingMemory(1000, cause);
        var data = several ? new SliceCursor(SliceList.Of([new byte[5], bad.Memory])).Unsent : new Unsent(bad.Memory);
        var attempt = _send.Try(pair.Local.SafeHandle, data, SocketFlags.None);
        Assert.Equal((0L, 14, false), (attempt.Bytes, attempt.Errno, attempt.IsClosed)); // EFAULT
        Assert.Same(cause, attempt.Cause);
        Assert.Equal(0, pair.Peer.Available);
    }
}
