using System.Buffers;
using System.Net.Sockets;
using Rx.Sockets.Buffers;

namespace Rx.Sockets.Engines.Portable;

/// <summary>One non-blocking <c>Socket.Send</c>. Several slices are gathered into one block, since a span is all it takes.</summary>
internal sealed class PortableSend(Socket socket)
{
    private const int BlockSize = 64 * 1024;

    /// <summary>One attempt; false if it would block.</summary>
    public bool Try(in Unsent data, SocketFlags flags, out NativeOutcome outcome)
    {
        try
        {
            var sent = data.Count == 1 || data.First.Length >= BlockSize
                ? socket.Send(data.First.Span, flags, out var error)
                : SendGathered(data, flags, out error);
            outcome = error == SocketError.Success ? NativeOutcome.Moved(sent) : OutcomeOf(error);
            return error != SocketError.WouldBlock;
        }
        catch (Exception error)
        {
            // Nothing can be withdrawn here, so a cancellation was thrown by the caller's memory.
            outcome = error is OperationCanceledException ? NativeOutcome.Failed(SocketError.Fault, error) : OutcomeOf(error);
            return true;
        }
    }

    public NativeOutcome OutcomeOf(SocketError error) =>
        error == SocketError.OperationAborted || socket.SafeHandle.IsClosed ? NativeOutcome.Closed : NativeOutcome.Failed(error);

    /// <summary>Reads what Socket throws; anything unknown was thrown by the caller's memory.</summary>
    public static NativeOutcome OutcomeOf(Exception error) => error switch
    {
        ObjectDisposedException { ObjectName: var name } when IsOfSocket(name) => NativeOutcome.Closed,
        SocketException { SocketErrorCode: SocketError.OperationAborted } => NativeOutcome.Closed,
        SocketException socketError => NativeOutcome.Failed(socketError.SocketErrorCode),
        _ => NativeOutcome.Failed(SocketError.Fault, error),
    };

    // The handle throws when it is closed behind our back just before SendAsync registers it.
    private static bool IsOfSocket(string name) => name == typeof(Socket).FullName || name == typeof(SafeSocketHandle).FullName;

    private int SendGathered(in Unsent data, SocketFlags flags, out SocketError error)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            var used = 0;
            for (var i = 0; i < data.Count && used < BlockSize; i++)
            {
                var piece = data[i].Span;
                piece = piece[..Math.Min(piece.Length, BlockSize - used)];
                piece.CopyTo(block.AsSpan(used));
                used += piece.Length;
            }

            return socket.Send(block.AsSpan(0, used), flags, out error);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
