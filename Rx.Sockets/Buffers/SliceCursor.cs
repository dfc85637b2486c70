namespace Rx.Sockets.Buffers;

/// <summary>How far a send of several slices has come. One thread at a time.</summary>
internal sealed class SliceCursor(SliceList slices)
{
    private int _index;
    private int _offset;

    public long Length => slices.Length;

    /// <summary>What is still to be sent.</summary>
    public Unsent Unsent => _index == slices.Count
        ? default
        : new Unsent(slices[_index][_offset..], slices, _index + 1);

    /// <summary>The first bytes of it, at least one of those there are.</summary>
    public Unsent UnsentUpTo(long most)
    {
        if (_index == slices.Count) return default;
        var first = slices[_index][_offset..];
        if (most <= first.Length) return new Unsent(first[..(int)most]);
        if (most >= slices.Length) return Unsent;
        var step = new List<ReadOnlyMemory<byte>>();
        for (var (i, left) = (_index + 1, most - first.Length); left > 0 && i < slices.Count; left -= slices[i++].Length)
            step.Add(slices[i][..(int)Math.Min(left, slices[i].Length)]);
        return new Unsent(first, SliceList.Of(step));
    }

    /// <summary>The same as a list of its own.</summary>
    public SliceList Rest
    {
        get
        {
            var rest = new List<ReadOnlyMemory<byte>>(slices.Count - _index);
            for (var i = _index; i < slices.Count; i++)
                rest.Add(i == _index ? slices[i][_offset..] : slices[i]);
            return SliceList.Of(rest);
        }
    }

    /// <summary>Steps over <paramref name="bytes"/> bytes, at most all that are left.</summary>
    public void Advance(long bytes)
    {
        while (bytes > 0)
        {
            var left = slices[_index].Length - _offset;
            if (bytes < left)
            {
                _offset += (int)bytes;
                return;
            }

            bytes -= left;
            _index++;
            _offset = 0;
        }
    }
}
