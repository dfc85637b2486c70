namespace Rx.Sockets.Streams;

/// <summary>Of the messages that wait, keeps the newest of each key.</summary>
internal sealed class Conflater(Sieve sieve)
{
    private readonly List<(Chunk Chunk, int Index)> _messages = [];

    /// <summary>The messages of two chains from these places on, without those that have a newer one of their key.</summary>
    /// <param name="first">The older ones; null: there are none.</param>
    /// <param name="then">The newer ones. Moved to their end if anything is to be left out.</param>
    /// <param name="gone">How many were left out.</param>
    /// <returns>A chunk of those that stay, where they stood; null: all stay.</returns>
    public Chunk? Conflate(LogCursor? first, ref LogCursor then, out int gone)
    {
        var end = then;
        if (first is { } older) List(ref older);
        List(ref end);
        var all = _messages.Count;
        KeepNewest();
        gone = all - _messages.Count;
        var kept = gone == 0 ? null : Copy();
        if (kept is not null) then = end;
        _messages.Clear();
        sieve.Clear();
        return kept;
    }

    private void List(ref LogCursor cursor)
    {
        while (cursor.TrySkipMessage())
            _messages.Add((cursor.Chunk, cursor.Index - 1));
    }

    private void KeepNewest()
    {
        var free = _messages.Count;
        for (var i = _messages.Count - 1; i >= 0; i--)
        {
            if (sieve.TryPass(_messages[i].Chunk, _messages[i].Index)) _messages[--free] = _messages[i];
        }

        _messages.RemoveRange(0, free);
    }

    private Chunk Copy()
    {
        var bytes = 0;
        foreach (var (chunk, index) in _messages)
            bytes += chunk.EndOf(index) - chunk.StartOf(index);
        var copy = new Chunk(bytes, _messages.Count);
        foreach (var (chunk, index) in _messages)
        {
            var message = chunk.Slice(chunk.StartOf(index), chunk.EndOf(index)).Span;
            copy.TryReserve(message.Length, out var target);
            message.CopyTo(target);
            sieve.CopyKey(chunk, index, copy);
            copy.Commit(message.Length);
        }

        return copy;
    }
}
