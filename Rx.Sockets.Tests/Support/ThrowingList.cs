using System.Collections;

namespace Rx.Sockets.Tests.Support;

/// <summary>A list of slices that cannot be read to its end.</summary>
internal sealed class ThrowingList : IReadOnlyList<ReadOnlyMemory<byte>>
{
    public int Count => 2;

    public ReadOnlyMemory<byte> this[int index] => index == 0 ? new byte[1] : throw new InvalidTimeZoneException();

    public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator()
    {
        yield return this[0];
        yield return this[1];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
