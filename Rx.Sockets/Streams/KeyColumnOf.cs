using System.Runtime.CompilerServices;

namespace Rx.Sockets.Streams;

/// <inheritdoc cref="KeyColumn"/>
internal sealed class KeyColumn<TKey> : KeyColumn
{
    private TKey[] _keys = new TKey[16];
    private int _count;

    public TKey this[int index] => _keys[index];

    public void Add(TKey key)
    {
        if (_count == _keys.Length) Array.Resize(ref _keys, 2 * _count); // those who read the old one read what does not change
        _keys[_count++] = key;
    }

    public override void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TKey>()) Array.Clear(_keys, 0, _count); // a pool must not keep them alive
        _count = 0;
    }
}
