using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Rx.Sockets;

/// <summary>A socket whose operations come back in one way without being told each time; a view of an <see cref="RxSocket"/>.</summary>
/// <remarks>Made by <see cref="CompletionToken{TReturn}.AsDefaultOn"/>. Owns nothing: any number of views of one socket share its queue,
/// and the socket is to be disposed, not the view.</remarks>
public sealed class TokenSocket<TReturn>
{
    internal TokenSocket(RxSocket socket, CompletionToken<TReturn> token) => (Socket, Token) = (socket, token);

    /// <summary>The socket.</summary>
    public RxSocket Socket { get; }

    /// <summary>The token of every operation.</summary>
    public CompletionToken<TReturn> Token { get; }

    /// <summary>As <see cref="RxSocket.AsyncSend(BufferSequence, SocketFlags)"/>.</summary>
    public TReturn AsyncSend(BufferSequence buffers, SocketFlags flags = SocketFlags.None) => Socket.AsyncSend(buffers, flags, Token);

    /// <summary>As <see cref="RxSocket.AsyncWrite(BufferSequence, SocketFlags)"/>.</summary>
    public TReturn AsyncWrite(BufferSequence buffers, SocketFlags flags = SocketFlags.None) => Socket.AsyncWrite(buffers, flags, Token);

    /// <summary>As <see cref="RxSocket.AsyncWrite(BufferSequence, CompletionCondition, SocketFlags)"/>.</summary>
    public TReturn AsyncWrite(BufferSequence buffers, CompletionCondition condition, SocketFlags flags = SocketFlags.None) =>
        Socket.AsyncWrite(buffers, condition, flags, Token);

    /// <summary>As <see cref="RxSocket.AsyncWrite(DynamicBuffer, CompletionCondition?, SocketFlags)"/>.</summary>
    [OverloadResolutionPriority(-1)] // default and null mean no bytes
    public TReturn AsyncWrite(DynamicBuffer buffer, CompletionCondition? condition = null, SocketFlags flags = SocketFlags.None) =>
        Socket.AsyncWrite(buffer, condition, flags, Token);
}
