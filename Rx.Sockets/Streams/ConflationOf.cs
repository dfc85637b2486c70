namespace Rx.Sockets.Streams;

/// <inheritdoc cref="Conflation"/>
internal sealed class Conflation<TKey>(Func<BufferSequence, TKey> keyOf, IEqualityComparer<TKey>? comparer) : Conflation
{
    private TKey _key = default!;

    public override void Read(in BufferSequence message) => _key = keyOf(message);

    public override void NoteIn(Chunk chunk)
    {
        if (chunk.Keys is not KeyColumn<TKey> keys) chunk.Keys = keys = new KeyColumn<TKey>(); // none yet, or of another stream
        keys.Add(_key);
    }

    public override Sieve NewSieve() => new Sieve<TKey>(comparer);
}
