using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Rx.Sockets.Operations;

namespace Rx.Sockets;

/// <summary>Sends that block the caller until their outcome is there; Asio's <c>send</c> and <c>write</c>. They stand in the same line as
/// the asynchronous ones and never jump it, so a program can mix the two.</summary>
/// <remarks>
/// <para><b>Where not.</b> On the thread that turns the loop of the socket each of them throws <see cref="InvalidOperationException"/>
/// before anything is sent, ready or not: whether the loop would have to turn is known only when it is too late. On a virtual socket a
/// send that has to wait is stopped and throws the same, with its count in the inner <see cref="SendException"/>. Nor on the one
/// thread of a <see cref="RxSocketOptions.Scheduler"/> that has a torn write of the same socket still to deliver: nothing notices.</para>
/// <para><b>Stopping.</b> <see cref="RxSocket.Cancel"/>, <c>Dispose</c> and <c>Release</c> from another thread end the wait. A torn write
/// of this kind gives up its place when it returns.</para>
/// <para>All return the bytes that the kernel took. Those with an error parameter do so whatever the outcome; the others throw
/// <see cref="SendException"/> if it is not a success.</para>
/// </remarks>
public static class BlockingSends
{
    /// <summary>One native send; as <see cref="RxSocket.AsyncSend(BufferSequence, SocketFlags)"/>.</summary>
    /// <exception cref="SendException">Not a success.</exception>
    /// <exception cref="InvalidOperationException">The wait would have no end.</exception>
    public static long Send(this RxSocket socket, BufferSequence buffers, SocketFlags flags = SocketFlags.None) =>
        Run(socket, new SendPlan(QueueOf(socket), buffers, flags, IsComposed: false));

    /// <inheritdoc cref="Send(RxSocket, BufferSequence, SocketFlags)" path="/summary"/>
    /// <exception cref="InvalidOperationException">The wait would have no end.</exception>
    public static long Send(this RxSocket socket, BufferSequence buffers, SocketFlags flags, out SocketError error) =>
        Run(socket, new SendPlan(QueueOf(socket), buffers, flags, IsComposed: false), out error);

    /// <summary>All of <paramref name="buffers"/>; as <see cref="RxSocket.AsyncWrite(BufferSequence, SocketFlags)"/>.</summary>
    /// <inheritdoc cref="Send(RxSocket, BufferSequence, SocketFlags)" path="/exception"/>
    public static long Write(this RxSocket socket, BufferSequence buffers, SocketFlags flags = SocketFlags.None) =>
        Run(socket, PlanOf(socket, buffers, flags, SendTerms.None));

    /// <inheritdoc cref="Write(RxSocket, BufferSequence, SocketFlags)" path="/summary"/>
    /// <inheritdoc cref="Send(RxSocket, BufferSequence, SocketFlags, out SocketError)" path="/exception"/>
    public static long Write(this RxSocket socket, BufferSequence buffers, SocketFlags flags, out SocketError error) =>
        Run(socket, PlanOf(socket, buffers, flags, SendTerms.None), out error);

    /// <summary>Until <paramref name="condition"/> is satisfied; as
    /// <see cref="RxSocket.AsyncWrite(BufferSequence, CompletionCondition, SocketFlags)"/>.</summary>
    /// <inheritdoc cref="Send(RxSocket, BufferSequence, SocketFlags)" path="/exception"/>
    public static long Write(this RxSocket socket, BufferSequence buffers, CompletionCondition condition, SocketFlags flags = SocketFlags.None)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Run(socket, PlanOf(socket, buffers, flags, SendTerms.None with { Condition = condition }));
    }

    /// <inheritdoc cref="Write(RxSocket, BufferSequence, CompletionCondition, SocketFlags)" path="/summary"/>
    /// <inheritdoc cref="Send(RxSocket, BufferSequence, SocketFlags, out SocketError)" path="/exception"/>
    public static long Write(
        this RxSocket socket, BufferSequence buffers, CompletionCondition condition, SocketFlags flags, out SocketError error)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Run(socket, PlanOf(socket, buffers, flags, SendTerms.None with { Condition = condition }), out error);
    }

    /// <summary>What <paramref name="buffer"/> holds, which is taken away from it; as
    /// <see cref="RxSocket.AsyncWrite(DynamicBuffer, CompletionCondition?, SocketFlags)"/>.</summary>
    /// <inheritdoc cref="Send(RxSocket, BufferSequence, SocketFlags)" path="/exception"/>
    [OverloadResolutionPriority(-1)] // default and null mean no bytes
    public static long Write(
        this RxSocket socket, DynamicBuffer buffer, CompletionCondition? condition = null, SocketFlags flags = SocketFlags.None)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return Run(socket, PlanOf(socket, default, flags, SendTerms.None with { Source = buffer, Condition = condition }));
    }

    /// <inheritdoc cref="Write(RxSocket, DynamicBuffer, CompletionCondition?, SocketFlags)" path="/summary"/>
    /// <inheritdoc cref="Send(RxSocket, BufferSequence, SocketFlags, out SocketError)" path="/exception"/>
    public static long Write(
        this RxSocket socket, DynamicBuffer buffer, CompletionCondition? condition, SocketFlags flags, out SocketError error)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return Run(socket, PlanOf(socket, default, flags, SendTerms.None with { Source = buffer, Condition = condition }), out error);
    }

    private static SendPlan PlanOf(RxSocket socket, BufferSequence buffers, SocketFlags flags, SendTerms terms) =>
        new(QueueOf(socket), buffers, flags, IsComposed: true) { Terms = terms };

    private static SendQueue QueueOf(RxSocket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return socket.Queue;
    }

    private static long Run(RxSocket socket, SendPlan plan)
    {
        var send = new BlockingSend(plan, socket.Queue);
        var result = send.Send();
        return result.IsSuccess ? result.BytesTransferred : throw new SendException(result, send.Cause);
    }

    private static long Run(RxSocket socket, SendPlan plan, out SocketError error)
    {
        var result = new BlockingSend(plan, socket.Queue).Send();
        error = result.Error;
        return result.BytesTransferred;
    }
}
