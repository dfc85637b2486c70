namespace Rx.Sockets.Engines;

/// <summary>The regular look at parked ports, for what the kernel does not report: above all that somebody has closed a socket behind
/// our back. Turned by the loop; kept from any thread.</summary>
internal sealed class Vigil
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private readonly IParkedPorts _parked;
    private readonly Action _wake;
    private long _lastLook;
    private int _isKept;

    /// <param name="time">The clock of the intervals.</param>
    /// <param name="parked">Who is looked at.</param>
    /// <param name="wake">Ends a wait that was begun when nobody was parked.</param>
    public Vigil(TimeProvider time, IParkedPorts parked, Action wake)
    {
        (_time, _parked, _wake) = (time, parked, wake);
        _lastLook = time.GetTimestamp();
    }

    /// <summary>While anything is parked, and for one interval after, the wait ends when the next look is due. So a socket that parks
    /// again and again does not have to wake the loop each time.</summary>
    public TimeSpan? Patience => Volatile.Read(ref _isKept) == 1 ? UntilLook : null;

    private TimeSpan UntilLook
    {
        get
        {
            var left = Interval - _time.GetElapsedTime(_lastLook);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>A port has parked a send: from now on the loop looks after it.</summary>
    public void Keep()
    {
        if (Interlocked.Exchange(ref _isKept, 1) == 0) _wake();
    }

    /// <summary>Looks, if it is time.</summary>
    /// <returns>Whether there was anybody to look at.</returns>
    public bool Look()
    {
        if (Volatile.Read(ref _isKept) == 0 || _time.GetElapsedTime(_lastLook) < Interval) return false;
        _lastLook = _time.GetTimestamp();
        Interlocked.Exchange(ref _isKept, 0); // before the look at who is parked: whoever parks after it wakes us
        if (!_parked.Any) return false;
        Volatile.Write(ref _isKept, 1);
        var ports = _parked.ToLookAt();
        foreach (var port in ports)
            port.Look();
        return ports.Count > 0;
    }
}
