using System.Net.Sockets;
using Rx.Sockets.Native;

namespace Rx.Sockets.Tests.Native;

public class ErrnoMapTests
{
    // Literal numbers of Linux, asm-generic/errno-base.h and errno.h.
    [Theory]
    [InlineData(9, SocketError.NotSocket)] // EBADF
    [InlineData(12, SocketError.NoBufferSpaceAvailable)] // ENOMEM
    [InlineData(13, SocketError.AccessDenied)] // EACCES
    [InlineData(14, SocketError.Fault)] // EFAULT
    [InlineData(22, SocketError.InvalidArgument)] // EINVAL
    [InlineData(32, SocketError.Shutdown)] // EPIPE
    [InlineData(88, SocketError.NotSocket)] // ENOTSOCK
    [InlineData(89, SocketError.DestinationAddressRequired)] // EDESTADDRREQ
    [InlineData(90, SocketError.MessageSize)] // EMSGSIZE
    [InlineData(95, SocketError.OperationNotSupported)] // EOPNOTSUPP
    [InlineData(100, SocketError.NetworkDown)] // ENETDOWN
    [InlineData(101, SocketError.NetworkUnreachable)] // ENETUNREACH
    [InlineData(102, SocketError.NetworkReset)] // ENETRESET
    [InlineData(103, SocketError.ConnectionAborted)] // ECONNABORTED
    [InlineData(104, SocketError.ConnectionReset)] // ECONNRESET
    [InlineData(105, SocketError.NoBufferSpaceAvailable)] // ENOBUFS
    [InlineData(106, SocketError.IsConnected)] // EISCONN
    [InlineData(107, SocketError.NotConnected)] // ENOTCONN
    [InlineData(110, SocketError.TimedOut)] // ETIMEDOUT
    [InlineData(111, SocketError.ConnectionRefused)] // ECONNREFUSED
    [InlineData(112, SocketError.HostDown)] // EHOSTDOWN
    [InlineData(113, SocketError.HostUnreachable)] // EHOSTUNREACH
    public void Known_errno_has_its_name(int errno, SocketError error) => Assert.Equal(error, ErrnoMap.ToSocketError(errno));

    [Theory]
    [InlineData(5)]
    [InlineData(28)]
    [InlineData(133)]
    [InlineData(4095)]
    public void Unknown_errno_keeps_its_number(int errno) => Assert.Equal(errno, (int)ErrnoMap.ToSocketError(errno));

    [Fact]
    public void No_errno_becomes_a_success()
    {
        for (var errno = 1; errno < 4096; errno++)
            Assert.NotEqual(SocketError.Success, ErrnoMap.ToSocketError(errno));
    }
}
