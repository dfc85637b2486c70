namespace Rx.Sockets.Streams;

/// <summary>Some messages of a chain of chunks, in order. All of them lie in one chunk each.</summary>
internal sealed class MessageList
{
    private readonly List<(Chunk Chunk, int Index)> _messages = [];

    public int Count => _messages.Count;

    /// <summary>Adds those from a place on.</summary>
    /// <param name="cursor">The place; moved past what was added.</param>
    /// <param name="until">Messages of the stream after so many are not added.</param>
    public void Add(ref LogCursor cursor, long until = long.MaxValue)
    {
        for (var next = cursor; next.TrySkipMessage() && next.Messages <= until; cursor = next)
            _messages.Add((next.Chunk, next.Index - 1));
    }

    /// <summary>Leaves out those that have a newer one of their key.</summary>
    /// <returns>How many.</returns>
    public int KeepNewest(Sieve sieve)
    {
        sieve.Clear(); // a comparer of the user's may have thrown the last time
        var free = _messages.Count;
        for (var i = _messages.Count - 1; i >= 0; i--)
        {
            if (sieve.TryPass(_messages[i].Chunk, _messages[i].Index)) _messages[--free] = _messages[i];
        }

        _messages.RemoveRange(0, free);
        return free;
    }

    /// <summary>A chunk of their own.</summary>
    /// <param name="sieve">Knows their keys; null: they have none.</param>
    public Chunk Copy(Sieve? sieve)
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
            sieve?.CopyKey(chunk, index, copy);
            copy.Commit(message.Length);
        }

        return copy;
    }

    public void Clear() => _messages.Clear();
}
