namespace Rx.Sockets;

/// <summary>Checks times that users give.</summary>
internal static class Times
{
    // What .NET's own timers take: 49.7 days.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <exception cref="ArgumentOutOfRangeException">Negative, or too long.</exception>
    public static TimeSpan Checked(TimeSpan time, string parameter)
    {
        if (time < TimeSpan.Zero || time > Longest)
            throw new ArgumentOutOfRangeException(parameter, time, $"Use a time from zero to {Longest.TotalDays:F1} days.");
        return time;
    }
}
