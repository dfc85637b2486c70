using System.Buffers;
using System.IO.Pipelines;
using System.Reactive.Disposables;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Streams;

/// <summary>One subscription of the bytes of a pipe to one socket; disposing it is unsubscribing. What a read gives is written from where
/// it lies; then exactly what the kernel took of it is taken from the pipe.</summary>
internal sealed class PipeStream : IWriteOwner, IDisposable
{
    // As an outbox: a stack that keeps sending lets others have their turn.
    private const int WritesInARow = 64;

    private readonly PipeReader _reader;
    private readonly SendToOptions _options;
    private readonly Leaving _leaving;
    private readonly CancellationToken _leftToken;
    private readonly IExecutor _executor;
    private readonly PullLoop _loop;
    private readonly OutboxWrite _write;
    private readonly Feed _feed;
    private readonly Lock _gate = new();
    private SendProgress _counts;
    private long _untold;
    private bool _left;

    public PipeStream(PipeReader reader, SendQueue queue, SendToOptions options, IObserver<SendProgress> observer)
    {
        (_reader, _options, _executor) = (reader, options, StreamChecks.ExecutorOf(options, queue));
        var left = new CancellationTokenSource();
        (_leaving, _leftToken) = (new Leaving(left), left.Token);
        _loop = new PullLoop(_executor, WritesInARow, () => !IsLeft);
        _write = new OutboxWrite(queue, this);
        _feed = new Feed(_executor, observer, options.Settled, () => Counts, Disposable.Empty);
    }

    private bool IsLeft => Volatile.Read(ref _left);

    private SendProgress Counts
    {
        get
        {
            lock (_gate)
                return _counts;
        }
    }

    public IDisposable Begin()
    {
        _ = RunAsync();
        return this;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, true)) return;
        _feed.Leave();
        _write.Ask(_options.OnUnsubscribe, unwatched: true);
        _executor.Post(_leaving);
    }

    /// <inheritdoc/>
    public void GoOn() => _loop.GoOn();

    private async Task RunAsync()
    {
        Exception? error = null;
        try
        {
            var goesOn = await _loop.BeginAsync().ConfigureAwait(false);
            while (goesOn)
            {
                var read = await ReadAsync().ConfigureAwait(false);
                if (IsLeft || read.IsCanceled) GiveBack(read);
                var bytes = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, _options.Capacity));
                var isLast = read.IsCompleted && bytes.Length == read.Buffer.Length;
                goesOn = bytes.IsEmpty || await WriteAsync(bytes).ConfigureAwait(false);
                Settle(bytes);
                if (isLast) break;
            }
        }
        catch (Exception thrown)
        {
            error = thrown;
        }

        _feed.Over(error);
    }

    private ValueTask<ReadResult> ReadAsync()
    {
        var read = _reader.ReadAsync(_leftToken);
        if (!read.IsCompleted && _untold > 0) Notify();
        return read;
    }

    /// <summary>Nothing of what was read is sent.</summary>
    private void GiveBack(in ReadResult read)
    {
        _reader.AdvanceTo(read.Buffer.Start);
        throw new OperationCanceledException("CancelPendingRead was called on the pipe that is being sent; nothing of it is lost.");
    }

    private ValueTask<bool> WriteAsync(in ReadOnlySequence<byte> bytes)
    {
        lock (_gate)
            _counts = _counts with { QueuedMessages = 1, QueuedBytes = bytes.Length };
        if (_write.Begin(bytes, unwatched: false, CancellationLevel.None)) return _loop.StepAsync();
        lock (_gate)
            _counts = _counts with { Waits = _counts.Waits + 1 };
        if (IsLeft) _write.Ask(_options.OnUnsubscribe, unwatched: true); // of somebody who found it not yet pending
        return _loop.WaitAsync();
    }

    /// <summary>The write of what was read is over; what of it is not out stays in the pipe.</summary>
    private void Settle(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            _reader.AdvanceTo(bytes.End);
            return;
        }

        var (result, cause) = (_write.Result, _write.Cause);
        _write.LetGo();
        var isWhole = result.BytesTransferred == bytes.Length;
        _reader.AdvanceTo(bytes.GetPosition(result.BytesTransferred)); // nothing behind it counts as looked at: the next read finds it at once
        lock (_gate)
        {
            var moved = _counts with { QueuedMessages = 0, QueuedBytes = 0 };
            _counts = moved + new SendProgress(isWhole ? 1 : 0, result.BytesTransferred);
        }

        _untold += result.BytesTransferred;
        if (_untold >= Feed.BytesPerNotice) Notify();
        if (!result.IsSuccess) throw new SendException(result, cause);
    }

    private void Notify()
    {
        _untold = 0;
        _feed.Notify();
    }
}
