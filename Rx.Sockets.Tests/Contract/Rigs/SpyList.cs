using System.Collections;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>A caller's list of slices that can change, and that notices when it is read.</summary>
public sealed class SpyList(params IEnumerable<ReadOnlyMemory<byte>> slices) : IReadOnlyList<ReadOnlyMemory<byte>>
{
    public List<ReadOnlyMemory<byte>> Slices { get; } = [.. slices];

    public int Reads { get; private set; }

    public int Count
    {
        get
        {
            Reads++;
            return Slices.Count;
        }
    }

    public ReadOnlyMemory<byte> this[int index]
    {
        get
        {
            Reads++;
            return Slices[index];
        }
    }

    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator()
    {
        Reads++;
        return Slices.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
