namespace Rx.Sockets.Streams;

/// <inheritdoc cref="Sieve"/>
internal sealed class Sieve<TKey>(IEqualityComparer<TKey>? comparer) : Sieve
{
    private readonly HashSet<TKey> _passed = new(comparer);

    public override bool TryPass(Chunk chunk, int index) => _passed.Add(Keys(chunk)[index]);

    public override void CopyKey(Chunk from, int index, Chunk to)
    {
        to.Keys ??= new KeyColumn<TKey>();
        Keys(to).Add(Keys(from)[index]);
    }

    public override void Clear() => _passed.Clear();

    private static KeyColumn<TKey> Keys(Chunk chunk) => (KeyColumn<TKey>)chunk.Keys!;
}
