using System.IO.Pipelines;
using Rx.Sockets.Streams;

namespace Rx.Sockets;

/// <summary>Pipes to a socket: <c>reader.SendTo(socket)</c>, and <c>socket.AsPipeWriter()</c> for those who write through one.</summary>
public static class PipeExtensions
{
    /// <summary>Sends the bytes of a pipe, from where they lie, until it is completed and empty.</summary>
    /// <param name="source">Nobody else reads it from Subscribe until the stream has ended or <see cref="SendToOptions.Settled"/> was called.
    /// It is not completed; that is its owner's to do, as after <see cref="PipeReader.CopyToAsync(Stream, CancellationToken)"/>.</param>
    /// <param name="socket">Where to.</param>
    /// <param name="options">null: the defaults. Of what one read gives at most <see cref="SendToOptions.Capacity"/> bytes go with one write,
    /// the others with the next; what waits is in the pipe, and bounded there. Nothing is copied, nothing is released by a
    /// callback.</param>
    /// <returns>A cold observable of the counts; what a read gave counts as one message. None is ever dropped: of a read of which not all
    /// is out only the bytes are counted, and the rest is in the pipe.</returns>
    /// <remarks>
    /// <para><b>Exact.</b> Whatever ends it, what has been taken from the pipe is what the kernel took, to the byte: another stream, on
    /// another socket perhaps, can go on with the next.</para>
    /// <para><b>Threads.</b> The pipe is first read where notifications run, never on the stack of Subscribe, later wherever a read or a
    /// write ends.</para>
    /// <para><b>Result.</b> As <see cref="SendToExtensions"/> has it. The error that the pipe was completed with is delivered when a read
    /// throws it; a <see cref="Pipe"/> does so before it gives what was not read. After <see cref="PipeReader.CancelPendingRead"/> the
    /// stream ends with <see cref="OperationCanceledException"/>.</para>
    /// <para><b>Unsubscribing</b> ends the pending read and asks the write that is under way for
    /// <see cref="SendToOptions.OnUnsubscribe"/>. Total: what was read goes out whole, if a byte of it has. None: likewise, in any case.
    /// Settled is called when the pipe is free.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException">Source or socket is null.</exception>
    /// <exception cref="ArgumentException">Another policy than <see cref="Overflow.Wait"/>: nothing can be left out of a stream of bytes. A
    /// framing: a read is no message, it is cut anywhere. Or a value out of range.</exception>
    public static IObservable<SendProgress> SendTo(this PipeReader source, RxSocket socket, SendToOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(socket);
        var settings = StreamChecks.Piped(options);
        return new StreamObservable(observer => new PipeStream(source, socket.Queue, settings, observer).Begin());
    }

    /// <summary>A pipe into the socket. What is flushed is sent, in order and from where it lies; while a write is under way what is flushed
    /// is gathered for the next.</summary>
    /// <param name="socket">Where to. Other sends of it go between two writes of the pipe, so between any two of its bytes. It stays open.</param>
    /// <param name="options">null: the defaults. <see cref="SendToOptions.Capacity"/> is how many bytes may be flushed and not yet out before a
    /// flush waits, until half of them are; <see cref="SendToOptions.Settled"/> hears the last counts; a policy or a framing is refused, as
    /// by <see cref="SendTo"/> (<see cref="Framing.Write"/> writes frames to a pipe), and nobody unsubscribes.</param>
    /// <returns>One writer, to be used by one thread at a time, and to be completed. Of several writers of one socket each is a pipe of its
    /// own.</returns>
    /// <remarks>
    /// <para><b>Flush</b> means handed over: to wait until all is out, complete. If there is room it returns at once. What is written without
    /// a flush is not sent before the next flush, or completion, and is not bounded.</para>
    /// <para><b>A failed send,</b> also by <see cref="RxSocket.Cancel"/> or Dispose, makes this flush, if it waits, and all later ones throw
    /// its <see cref="SendException"/>, whose count is that of the last write. A flush on a socket that is closed, or only closable,
    /// throws likewise.</para>
    /// <para><b>CompleteAsync</b> completes when all is out; it throws the SendException if that failed. With an error it drops what was not
    /// yet read from the pipe, and throws nothing. <c>Complete</c> does the same and does not wait.</para>
    /// <para><b>Threads.</b> Writes begin, and flushes go on that had to wait, where notifications run.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="socket"/> is null.</exception>
    /// <exception cref="ArgumentException">A policy, a framing, or a value out of range.</exception>
    public static PipeWriter AsPipeWriter(this RxSocket socket, SendToOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return SocketPipeWriter.Begin(socket, StreamChecks.Piped(options));
    }
}
