using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Rx.Sockets.Buffers;

namespace Rx.Sockets;

/// <summary>Bytes that are taken away from the front as they are sent; Asio's <c>DynamicBuffer</c>.</summary>
/// <remarks>
/// <para>Each subscription of a write lends what is there then, and when it has settled takes away exactly what the kernel took: after a
/// success, an error and a cancellation. It does so before the <c>settled</c> callback and before the observer hears. Until then
/// nobody else may use what lies behind it. A second write that is subscribed meanwhile fails with
/// <see cref="System.Net.Sockets.SocketError.Fault"/>.</para>
/// <para>One of your own: derive from this. Nothing there is not an error: such a write succeeds with 0 bytes.</para>
/// </remarks>
public abstract class DynamicBuffer
{
    // One for each writer: two of them would lend the same bytes twice.
    private static readonly ConditionalWeakTable<ArrayBufferWriter<byte>, DynamicBuffer> Writers = [];

    private int _isLent;

    /// <summary>What a pipe holds when the write is subscribed; nothing is waited for. Nobody else reads the pipe meanwhile.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    public static DynamicBuffer Of(PipeReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new PipeBuffer(reader);
    }

    /// <summary>What has been written to <paramref name="writer"/>; the same object each time for the same writer.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public static DynamicBuffer Of(ArrayBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return Writers.GetValue(writer, static w => new WriterBuffer(w));
    }

    /// <inheritdoc cref="Of(PipeReader)"/>
    public static implicit operator DynamicBuffer(PipeReader reader) => Of(reader);

    /// <inheritdoc cref="Of(ArrayBufferWriter{byte})"/>
    public static implicit operator DynamicBuffer(ArrayBufferWriter<byte> writer) => Of(writer);

    /// <summary>What there is to send now. Called on the stack of Subscribe. What it throws becomes the inner exception of a write that
    /// fails with Fault; then <see cref="Consume"/> is not called.</summary>
    protected abstract BufferSequence Lend();

    /// <summary>The write has settled: takes away the first <paramref name="count"/> bytes of what was lent. Called once for each
    /// <see cref="Lend"/>, where notifications run.</summary>
    protected abstract void Consume(long count);

    internal BufferSequence LendOnce()
    {
        if (Interlocked.Exchange(ref _isLent, 1) != 0)
            throw new InvalidOperationException("A write of this dynamic buffer is outstanding; subscribe to the next one when it has settled.");
        try
        {
            return Lend();
        }
        catch
        {
            Volatile.Write(ref _isLent, 0);
            throw;
        }
    }

    internal void TakeBack(long count)
    {
        try
        {
            Consume(count);
        }
        finally
        {
            Volatile.Write(ref _isLent, 0);
        }
    }
}
