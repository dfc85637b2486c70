namespace Quickstart;

/// <summary>Bytes to send: a file, or generated ones. Read piece by piece, so that it may be larger than memory.</summary>
internal sealed class Payload
{
    private const int PieceLength = 256 * 1024;

    private readonly Func<Stream> _open;

    private Payload(string name, long length, Func<Stream> open) => (Name, Length, _open) = (name, length, open);

    public string Name { get; }

    public long Length { get; }

    public static Payload OfFile(string path) => new(path, new FileInfo(path).Length, () => File.OpenRead(path));

    /// <summary>Bytes without a period that a lost, repeated or swapped piece could hide in; the same each time.</summary>
    public static Payload Generated(int length)
    {
        var bytes = new byte[length];
        new Random(Seed: 1).NextBytes(bytes);
        return new("generated", length, () => new MemoryStream(bytes, writable: false));
    }

    /// <summary>The pieces in order. All of them lie in one buffer: a piece ends when the next is asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces()
    {
        using var source = _open();
        var buffer = new byte[PieceLength];
        while (source.Read(buffer) is var count and > 0)
            yield return buffer.AsMemory(0, count);
    }
}
