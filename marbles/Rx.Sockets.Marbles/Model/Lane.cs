namespace Rx.Sockets.Marbles.Model;

/// <summary>One row of a diagram.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Text">As it stands under the ruler, column 0 first, without trailing blanks.</param>
/// <param name="Kind">What its marbles mean.</param>
/// <param name="At">Where the name stands.</param>
public sealed record Lane(string Name, string Text, LaneKind Kind, Position At)
{
    /// <summary>The marbles with their ticks; in the strip every column is one.</summary>
    public IEnumerable<(long Tick, char Symbol)> Marbles(Ruler time)
    {
        ArgumentNullException.ThrowIfNull(time);
        for (var column = 0; column < Text.Length; column++)
        {
            if (time.TickAt(column) is { } tick && (Kind == LaneKind.Strip || Text[column] is not ('-' or ' ')))
                yield return (tick, Text[column]);
        }
    }
}
