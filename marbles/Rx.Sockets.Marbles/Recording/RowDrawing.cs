using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Running;

namespace Rx.Sockets.Marbles.Recording;

/// <summary>The row of one subscription with one unit of time.</summary>
internal sealed class RowDrawing
{
    private readonly long _start;
    private readonly long? _left;
    private readonly long? _settled;
    private readonly (long Tick, char Mark)? _end;

    public RowDrawing(SendRow row, Func<long, long> tickOf)
    {
        Name = row.Name;
        _start = tickOf(row.Start!.Value);
        _left = row.LeftAt is { } left ? tickOf(left) : null;
        _settled = row.SettledAt is { } settled ? tickOf(settled) : null;
        if (row.End is not { } end) return;
        IsMoved = tickOf(end.Tick) == _start;
        _end = (IsMoved ? _start + 1 : tickOf(end.Tick), end.Mark);
    }

    public string Name { get; }

    /// <summary>Two marks do not stand in one column: the end stands in the next.</summary>
    public bool IsMoved { get; }

    /// <summary>Those that need a column.</summary>
    public IEnumerable<long> Ticks
    {
        get
        {
            yield return _start;
            if (_end is { } end) yield return end.Tick;
            if (_left is not { } left) yield break;
            yield return left;
            if (_settled is { } settled) yield return settled;
        }
    }

    public string Draw(Ruler time)
    {
        var text = Columns.Draw(time, MarkAt).ToCharArray();
        text.AsSpan(0, time.ColumnOf(_start)).Fill(' ');
        var row = new string(text);
        return _end is null && _left is null ? row : row.TrimEnd('-');
    }

    private char MarkAt(long tick)
    {
        if (tick == _start) return _left == _start ? '*' : '^';
        if (tick == _left) return '!';
        if (tick == _end?.Tick) return _end.Value.Mark;
        return tick > _left && (_settled is null || tick <= _settled) ? '~' : '-';
    }
}
