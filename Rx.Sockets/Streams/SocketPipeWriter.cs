using System.IO.Pipelines;

namespace Rx.Sockets.Streams;

/// <summary>The writing end of a pipe whose bytes are sent to a socket. Observes that stream: its end is that of the pipe.</summary>
internal sealed class SocketPipeWriter : PipeWriter, IObserver<SendProgress>
{
    private readonly RxSocket _socket;
    private readonly Pipe _pipe;
    private readonly PipeWriter _writer;
    private readonly TaskCompletionSource _out = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SocketPipeWriter(RxSocket socket, PipeOptions options)
    {
        (_socket, _pipe) = (socket, new Pipe(options));
        _writer = _pipe.Writer;
    }

    public override bool CanGetUnflushedBytes => _writer.CanGetUnflushedBytes;

    public override long UnflushedBytes => _writer.UnflushedBytes;

    public static PipeWriter Begin(RxSocket socket, SendToOptions options)
    {
        var scheduler = ExecutorPipeScheduler.Of(StreamChecks.ExecutorOf(options, socket.Queue));
        var resume = Math.Max(1, options.Capacity / 2);
        var writer = new SocketPipeWriter(
            socket,
            new PipeOptions(
                readerScheduler: scheduler,
                writerScheduler: scheduler,
                pauseWriterThreshold: options.Capacity,
                resumeWriterThreshold: resume,
                useSynchronizationContext: false));
        new PipeStream(writer._pipe.Reader, socket.Queue, options, writer).Begin();
        return writer;
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _writer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _writer.GetSpan(sizeHint);

    public override void Advance(int bytes) => _writer.Advance(bytes);

    public override void CancelPendingFlush() => _writer.CancelPendingFlush();

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        _socket.State == RxSocketState.Usable || _out.Task.IsCompleted ? _writer.FlushAsync(cancellationToken) : RefuseAsync();

    public override void Complete(Exception? exception = null) => _writer.Complete(exception);

    public override async ValueTask CompleteAsync(Exception? exception = null)
    {
        Complete(exception);
        try
        {
            await _out.Task.ConfigureAwait(false);
        }
        catch (Exception) when (exception is not null)
        {
            // Whoever completes with an error has one to tell of already.
        }
    }

    /// <inheritdoc/>
    public void OnNext(SendProgress value)
    {
        // Nobody asks.
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
        _pipe.Reader.Complete(error);
        _out.SetException(error);
        _ = _out.Task.Exception; // seen: not everybody asks
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
        _pipe.Reader.Complete();
        _out.SetResult();
    }

    /// <summary>What was flushed before has not failed, or not yet: this is not handed over, and says why.</summary>
    private async ValueTask<FlushResult> RefuseAsync()
    {
        await _socket.AsyncWrite(default(BufferSequence), Use.Task).ConfigureAwait(false); // fails as every send does now, without a byte
        return default;
    }
}
