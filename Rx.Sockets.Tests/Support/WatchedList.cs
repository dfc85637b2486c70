using System.Collections;

namespace Rx.Sockets.Tests.Support;

/// <summary>A list of slices that counts how often it is read, and that a test can change.</summary>
internal sealed class WatchedList(params ReadOnlyMemory<byte>[] slices) : IReadOnlyList<ReadOnlyMemory<byte>>
{
    public int Reads { get; private set; }

    public int Count
    {
        get
        {
            Reads++;
            return slices.Length;
        }
    }

    public ReadOnlyMemory<byte> this[int index]
    {
        get
        {
            Reads++;
            return slices[index];
        }
        set => slices[index] = value;
    }

    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator()
    {
        Reads++;
        return ((IEnumerable<ReadOnlyMemory<byte>>)slices).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
