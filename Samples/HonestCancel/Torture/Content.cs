namespace HonestCancel.Torture;

/// <summary>The bytes of each send, a function of its number and the offset alone, so that the reader's side can know them too.</summary>
/// <remarks>Sends differ in where they begin in one long random sequence: a byte lost, repeated or taken from another send shows.</remarks>
public static class Content
{
    /// <summary>No send is longer.</summary>
    public const int MaxLength = 256 * 1024;

    private const int TableLength = 4 * 1024 * 1024;
    private static readonly byte[] Table = MakeTable();

    /// <summary>The first <paramref name="length"/> bytes of send number <paramref name="send"/>.</summary>
    public static ReadOnlySpan<byte> Of(long send, int length)
    {
        var mixed = (ulong)send * 0x9E3779B97F4A7C15;
        return Table.AsSpan((int)((mixed >> 32) % (TableLength - MaxLength)), length);
    }

    private static byte[] MakeTable()
    {
        var table = new byte[TableLength];
        new Random(20260101).NextBytes(table);
        return table;
    }
}
