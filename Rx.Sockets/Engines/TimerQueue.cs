namespace Rx.Sockets.Engines;

/// <summary>The timers of one loop: a binary heap in which a timer knows its place, so that a cancelled one leaves at once. Any
/// thread starts and removes; the loop runs.</summary>
internal sealed class TimerQueue(TimeProvider time, Action sooner)
{
    private readonly Lock _gate = new();
    private readonly List<LoopTimer> _heap = [];
    private long _order;

    /// <summary>How long until the next timer is due; null if there is none.</summary>
    public TimeSpan? Next
    {
        get
        {
            lock (_gate)
            {
                if (_heap.Count == 0) return null;
                var left = time.GetElapsedTime(time.GetTimestamp(), _heap[0].Due);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Starts or restarts a timer, and tells the loop if it is now the first. A disposed one stays stopped.</summary>
    public bool Start(LoopTimer timer, TimeSpan dueTime)
    {
        bool first;
        lock (_gate)
        {
            Take(timer);
            if (timer.IsDisposed) return false;
            timer.Due = DueAfter(dueTime);
            timer.Order = _order++;
            timer.Position = _heap.Count;
            _heap.Add(timer);
            Rise(timer.Position);
            first = timer.Position == 0;
        }

        if (first) sooner();
        return true;
    }

    /// <summary>Forgets a timer; whether it was waiting.</summary>
    public bool Remove(LoopTimer timer)
    {
        lock (_gate)
            return Take(timer);
    }

    /// <summary>Forgets a timer for good, even if it is being run just now.</summary>
    public void Retire(LoopTimer timer)
    {
        lock (_gate)
        {
            timer.IsDisposed = true;
            Take(timer);
        }
    }

    /// <summary>Runs what is due now, in order of due time, then of start. What a callback starts waits for the next call.</summary>
    public bool RunDue()
    {
        var now = time.GetTimestamp();
        long started;
        lock (_gate)
            started = _order;
        var any = false;
        while (TakeDue(now, started) is { } timer)
        {
            any = true;
            timer.Fire();
        }

        return any;
    }

    // What is beyond the end of the clock stays at the end of it: it must not wrap round and be due at once.
    private long DueAfter(TimeSpan dueTime)
    {
        var now = time.GetTimestamp();
        var ticks = Math.Max(0, dueTime.TotalSeconds) * time.TimestampFrequency;
        return ticks < long.MaxValue - now ? now + (long)ticks : long.MaxValue;
    }

    private LoopTimer? TakeDue(long now, long started)
    {
        lock (_gate)
        {
            if (_heap.Count == 0 || _heap[0].Due > now || _heap[0].Order >= started) return null;
            var timer = _heap[0];
            Take(timer);
            return timer;
        }
    }

    private bool Take(LoopTimer timer)
    {
        var hole = timer.Position;
        if (hole < 0) return false;
        timer.Position = -1;
        var last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        if (last == timer) return true;
        Put(last, hole);
        Rise(hole);
        Sink(last.Position);
        return true;
    }

    private void Rise(int at)
    {
        var timer = _heap[at];
        for (; at > 0 && Before(timer, _heap[(at - 1) / 2]); at = (at - 1) / 2)
            Put(_heap[(at - 1) / 2], at);
        Put(timer, at);
    }

    private void Sink(int at)
    {
        var timer = _heap[at];
        for (var child = 2 * at + 1; child < _heap.Count; child = 2 * at + 1)
        {
            if (child + 1 < _heap.Count && Before(_heap[child + 1], _heap[child])) child++;
            if (!Before(_heap[child], timer)) break;
            Put(_heap[child], at);
            at = child;
        }

        Put(timer, at);
    }

    private void Put(LoopTimer timer, int at)
    {
        _heap[at] = timer;
        timer.Position = at;
    }

    private static bool Before(LoopTimer a, LoopTimer b) => a.Due != b.Due ? a.Due < b.Due : a.Order < b.Order;
}
