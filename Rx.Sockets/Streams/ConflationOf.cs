namespace Rx.Sockets.Streams;

/// <inheritdoc cref="Conflation"/>
internal sealed class Conflation<TKey>(Func<BufferSequence, TKey> keyOf, IEqualityComparer<TKey>? comparer) : Conflation
{
    private TKey _key = default!;

    public override void Read(in BufferSequence message) => _key = keyOf(message);

    public override void NoteIn(Chunk chunk)
    {
        chunk.Keys ??= new KeyColumn<TKey>();
        ((KeyColumn<TKey>)chunk.Keys).Add(_key);
    }

    public override Sieve NewSieve() => new Sieve<TKey>(comparer);
}
