namespace Rx.Sockets.Marbles.Model;

/// <summary>Which column is which tick.</summary>
public sealed record Ruler
{
    private readonly IReadOnlyList<long?> _ticks;

    internal Ruler(string text, IReadOnlyList<long?> ticks) => (Text, _ticks) = (text, ticks);

    /// <summary>As written, from its 0 on.</summary>
    public string Text { get; }

    /// <summary>How many columns it has.</summary>
    public int Columns => _ticks.Count;

    /// <summary>The last tick.</summary>
    public long Last => _ticks[^1] ?? 0;

    /// <summary>Every tick that has a column.</summary>
    public IEnumerable<long> Ticks => _ticks.OfType<long>();

    /// <summary>The tick of a column; null in a cut and outside.</summary>
    public long? TickAt(int column) => column >= 0 && column < _ticks.Count ? _ticks[column] : null;

    /// <summary>The column of a tick; -1 if it has none.</summary>
    public int ColumnOf(long tick)
    {
        for (var column = 0; column < _ticks.Count; column++)
        {
            if (_ticks[column] == tick) return column;
        }

        return -1;
    }

    /// <inheritdoc/>
    public bool Equals(Ruler? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
