using System.Globalization;

namespace Rx.Sockets.Marbles.Recording;

/// <summary>What one column of a recording is: 1, 2 or 5 times a power of ten microseconds.</summary>
/// <param name="Microseconds">How many.</param>
internal readonly record struct TimeUnit(long Microseconds)
{
    /// <summary>From one microsecond up, without an end.</summary>
    public static IEnumerable<TimeUnit> FinestFirst()
    {
        for (var power = 1L; ; power *= 10)
        {
            foreach (var step in (int[])[1, 2, 5])
                yield return new TimeUnit(step * power);
        }
    }

    public long TickOf(long microseconds) => microseconds / Microseconds;

    /// <inheritdoc/>
    public override string ToString() => Microseconds switch
    {
        < 1_000 => Text(Microseconds, "us"),
        < 1_000_000 => Text(Microseconds / 1_000, "ms"),
        _ => Text(Microseconds / 1_000_000, "s"),
    };

    private static string Text(long number, string name) => string.Create(CultureInfo.InvariantCulture, $"{number} {name}");
}
