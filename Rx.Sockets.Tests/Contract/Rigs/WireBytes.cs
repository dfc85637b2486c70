namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>What lies on a wire and has not been read. Thread-safe.</summary>
internal sealed class WireBytes
{
    private readonly Lock _gate = new();
    private readonly Queue<ReadOnlyMemory<byte>> _pieces = new();
    private ReadOnlyMemory<byte> _first;

    public void Add(ReadOnlyMemory<byte> piece)
    {
        lock (_gate)
            _pieces.Enqueue(piece);
    }

    /// <summary>The first bytes, as they lie there: at most <paramref name="most"/>, at least one unless there are none.</summary>
    public ReadOnlyMemory<byte> Take(int most)
    {
        lock (_gate)
        {
            while (_first.IsEmpty && _pieces.TryDequeue(out var piece))
                _first = piece;
            var taken = _first[..Math.Min(most, _first.Length)];
            _first = _first[taken.Length..];
            return taken;
        }
    }
}
