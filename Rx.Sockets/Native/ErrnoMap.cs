using System.Net.Sockets;

namespace Rx.Sockets.Native;

/// <summary>errno → <see cref="SocketError"/>, as .NET maps it. Pure.</summary>
internal static class ErrnoMap
{
    /// <summary>The name of <paramref name="errno"/>; one without a name keeps its number.</summary>
    public static SocketError ToSocketError(int errno) => errno switch
    {
        Errno.Pipe => SocketError.Shutdown,
        Errno.ConnectionReset => SocketError.ConnectionReset,
        Errno.ConnectionAborted => SocketError.ConnectionAborted,
        Errno.ConnectionRefused => SocketError.ConnectionRefused,
        Errno.NotConnected => SocketError.NotConnected,
        Errno.IsConnected => SocketError.IsConnected,
        Errno.TimedOut => SocketError.TimedOut,
        Errno.HostDown => SocketError.HostDown,
        Errno.HostUnreachable => SocketError.HostUnreachable,
        Errno.NetworkDown => SocketError.NetworkDown,
        Errno.NetworkUnreachable => SocketError.NetworkUnreachable,
        Errno.NetworkReset => SocketError.NetworkReset,
        Errno.NoBufferSpace or Errno.OutOfMemory => SocketError.NoBufferSpaceAvailable,
        Errno.MessageSize => SocketError.MessageSize,
        Errno.OperationNotSupported => SocketError.OperationNotSupported,
        Errno.DestinationAddressRequired => SocketError.DestinationAddressRequired,
        Errno.InvalidArgument => SocketError.InvalidArgument,
        Errno.Fault => SocketError.Fault,
        Errno.NotPermitted or Errno.AccessDenied => SocketError.AccessDenied,
        Errno.NotSocket or Errno.BadDescriptor => SocketError.NotSocket,
        _ => (SocketError)errno,
    };
}
