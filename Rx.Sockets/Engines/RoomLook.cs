using System.Net.Sockets;

namespace Rx.Sockets.Engines;

/// <summary>Waits until a socket has room by looking, for engines that are not told: at once, then every few milliseconds on the
/// thread pool. One wait at a time.</summary>
internal sealed class RoomLook(Socket socket, ISendSink sink, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _isWaiting;

    /// <summary>As <see cref="SendPort.TryAwaitRoom"/>.</summary>
    public bool TryStart(out NativeOutcome outcome)
    {
        if (Look(out outcome)) return true;
        lock (_gate)
        {
            _isWaiting = true;
            _timer ??= time.CreateTimer(static look => ((RoomLook)look!).LookAgain(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }

        return false;
    }

    /// <summary>As <see cref="SendPort.TryWithdraw"/>.</summary>
    public bool TryWithdraw()
    {
        lock (_gate)
        {
            if (!_isWaiting) return false;
            _isWaiting = false;
            return true;
        }
    }

    /// <summary>Nothing is waited for, and will be.</summary>
    public void Stop() => _timer?.Dispose();

    private void LookAgain()
    {
        var ended = Look(out var outcome);
        lock (_gate)
        {
            if (!_isWaiting) return;
            _isWaiting = !ended;
            if (!ended) _timer!.Change(Interval, Timeout.InfiniteTimeSpan);
        }

        if (ended) sink.Completed(outcome);
    }

    private bool Look(out NativeOutcome outcome)
    {
        outcome = NativeOutcome.Moved(0);
        try
        {
            // A Unix domain socket that is full does not tell that its own sending side has been shut down; a send of nothing does.
            if (socket.Poll(microSeconds: 0, SelectMode.SelectWrite)) return true;
            socket.Send(ReadOnlySpan<byte>.Empty, SocketFlags.None, out var error);
            return error == SocketError.Shutdown;
        }
        catch (ObjectDisposedException)
        {
            outcome = NativeOutcome.Closed;
        }
        catch (SocketException error)
        {
            outcome = socket.SafeHandle.IsClosed ? NativeOutcome.Closed : NativeOutcome.Failed(error.SocketErrorCode);
        }

        return true;
    }
}
