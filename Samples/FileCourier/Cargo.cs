using System.Security.Cryptography;
using System.Text;
using Rx.Sockets;

namespace FileCourier;

/// <summary>A directory as frames: a length, the name of a file, 0, and a piece of it. A frame of nothing ends them.</summary>
internal sealed class Cargo(string directory)
{
    private static readonly Framing Framing = Framing.LengthPrefixed(4);

    public IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(directory, path)).Order(StringComparer.Ordinal)];

    public IEnumerable<BufferSequence> Frames() => Files.SelectMany(FramesOf).Append(Framing.Frame(default));

    /// <summary>Read while they are enumerated: each lasts until the next one is asked for. An empty file has one, too.</summary>
    public IEnumerable<BufferSequence> FramesOf(string file)
    {
        var (name, piece) = (Encoding.UTF8.GetBytes(file + '\0'), new byte[64 * 1024]);
        using var content = File.OpenRead(Path.Combine(directory, file));
        do
            yield return Framing.Frame([name, piece.AsMemory(0, content.Read(piece))]);
        while (content.Position < content.Length);
    }

    public byte[] HashOf(string file)
    {
        using var content = File.OpenRead(Path.Combine(directory, file));
        return SHA256.HashData(content);
    }
}
