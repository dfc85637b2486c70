namespace Rx.Sockets.Streams;

/// <summary>What a backlog keeps a copy of: messages older than those at its place, when not all between them are to go.</summary>
internal struct KeptMessages
{
    private LogCursor _place;

    /// <summary>Whether there is a copy; it may have been emptied.</summary>
    public bool Any { get; private set; }

    /// <summary>What of it is still to go.</summary>
    public readonly LogPlace Left => Any ? _place.Left : default;

    public bool TryTake(Batch batch) => Any && batch.TryTake(ref _place);

    public bool TrySkip() => Any && _place.TrySkipMessage();

    public readonly void AddTo(MessageList list)
    {
        if (!Any) return;
        var place = _place;
        list.Add(ref place);
    }

    public void Replace(Chunk copy)
    {
        LetGo();
        (_place, Any) = (new LogCursor(copy), true);
    }

    public void LetGo()
    {
        if (Any) _place.Chunk.Release(); // a copy: nobody is to be told
        Any = false;
    }
}
