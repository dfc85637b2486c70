namespace Rx.Sockets.Buffers;

/// <summary>What a send still has to put on the wire: a first piece, and the slices behind it.</summary>
internal readonly struct Unsent(ReadOnlyMemory<byte> first, SliceList? slices = null, int next = 0)
{
    /// <summary>The next bytes to go.</summary>
    public ReadOnlyMemory<byte> First => first;

    /// <summary>How many pieces there are, the first one included.</summary>
    public int Count => slices is null ? 1 : 1 + slices.Count - next;

    /// <summary>Piece <paramref name="index"/>; piece 0 is <see cref="First"/>.</summary>
    public ReadOnlyMemory<byte> this[int index] => index == 0 ? first : slices![next + index - 1];
}
