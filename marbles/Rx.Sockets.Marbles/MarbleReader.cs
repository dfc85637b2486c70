using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Parsing;

namespace Rx.Sockets.Marbles;

/// <summary>Reads marble files.</summary>
public static class MarbleReader
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The content of a file.</param>
    /// <param name="path">What messages call it.</param>
    /// <exception cref="MarbleFormatException">With every error of the text.</exception>
    public static MarbleFile Parse(string text, string path = "text")
    {
        ArgumentNullException.ThrowIfNull(text);
        return new MarbleParser(text, path).Parse();
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="MarbleFormatException">With every error of the file.</exception>
    public static MarbleFile Load(string path) => Parse(File.ReadAllText(path), path);
}
