using System.Diagnostics;

namespace Benchmarks.Measuring;

/// <summary>Counts what one run of a variant does and says when it is over. One thread at a time.</summary>
internal sealed class Meter
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly long _end = long.MaxValue;
    private readonly long _most = long.MaxValue;
    private readonly int _mask;
    private readonly List<int>? _lengths;
    private readonly List<long>? _laps;
    private long _last;

    private Meter(TimeSpan time, int mask, List<long>? laps)
    {
        _end = _start + (long)(time.TotalSeconds * Stopwatch.Frequency);
        (_mask, _laps, _last) = (mask, laps, _start);
    }

    private Meter(long most, List<int>? lengths) => (_most, _lengths) = (most, lengths);

    /// <summary>Steps that are over.</summary>
    public long Count { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>How long each step took, in ticks of the stopwatch; empty if nobody asked.</summary>
    public IReadOnlyList<long> Laps => _laps ?? [];

    /// <summary>How many bytes each step moved; empty if nobody asked.</summary>
    public IReadOnlyList<int> Lengths => _lengths ?? [];

    /// <summary>Whether the run is over; for those who count for themselves.</summary>
    public bool IsOver => Count >= _most || Stopwatch.GetTimestamp() >= _end;

    /// <summary>A run of so long. The clock is read after every <paramref name="every"/> steps, a power of two.</summary>
    public static Meter For(TimeSpan time, int every = 1) => new(time, every - 1, null);

    /// <summary>A run of so long that notes how long each step takes.</summary>
    public static Meter Timing(TimeSpan time) => new(time, 0, []);

    /// <summary>A run of so many steps that notes how many bytes each one moved.</summary>
    public static Meter Counting(long steps) => new(steps, []);

    /// <summary>A run of so many steps.</summary>
    public static Meter Steps(long steps) => new(steps, null);

    /// <summary>A step is over.</summary>
    /// <returns>Whether there is to be another.</returns>
    public bool Took(long bytes)
    {
        Count++;
        Bytes += bytes;
        if ((Count & _mask) != 0) return true;
        _lengths?.Add((int)bytes);
        if (Count >= _most) return false;
        if (_end == long.MaxValue) return true;
        var now = Stopwatch.GetTimestamp();
        _laps?.Add(now - _last);
        _last = now;
        return now < _end;
    }

    /// <summary>So many steps are over, of so many bytes in all.</summary>
    public void TookAll(long steps, long bytes) => (Count, Bytes) = (Count + steps, Bytes + bytes);
}
