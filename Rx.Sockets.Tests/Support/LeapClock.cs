namespace Rx.Sockets.Tests.Support;

/// <summary>The system's clock, which a test can put forward. It runs as well, so that a loop which waits on it does not hang;
/// tests leap by hours and never look at what passes in between.</summary>
public sealed class LeapClock : TimeProvider
{
    private long _leapt;

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => System.GetTimestamp() + Volatile.Read(ref _leapt);

    public void Leap(TimeSpan time) => Interlocked.Add(ref _leapt, (long)(time.TotalSeconds * TimestampFrequency));
}
