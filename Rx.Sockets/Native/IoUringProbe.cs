namespace Rx.Sockets.Native;

/// <summary>Reads <c>struct io_uring_probe</c>: a head of 16 bytes, then 8 bytes for each operation.</summary>
internal static class IoUringProbe
{
    public const int MostOperations = 256;
    public const int Size = 16 + (MostOperations * 8);

    private const byte IsSupported = 1 << 0;

    public static bool Supports(ReadOnlySpan<byte> probe, byte operation) =>
        operation <= probe[0] && (probe[16 + (operation * 8) + 2] & IsSupported) != 0;
}
