using System.Globalization;
using System.Text;

namespace Rx.Sockets.Marbles.Parsing;

/// <summary>Bytes as quoted text: printable ASCII as it is, the rest escaped.</summary>
internal static class QuotedText
{
    /// <summary>One char a byte.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                >= ' ' and <= '~' => c.ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c & 0xff:x2}"),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Reads from the opening quote on.</summary>
    /// <returns>The text, and the index behind the closing quote.</returns>
    public static (string Text, int End) Read(string line, int start)
    {
        var text = new StringBuilder();
        for (var i = start + 1; i < line.Length; i++)
        {
            if (line[i] == '"') return (text.ToString(), i + 1);
            text.Append(line[i] == '\\' ? Escape(line, ref i) : Plain(line, i));
        }

        throw new SyntaxException(start + 1, "this text has no closing quote");
    }

    private static char Plain(string line, int at) => line[at] is >= ' ' and <= '~'
        ? line[at]
        : throw new SyntaxException(at + 1, "a text holds printable ASCII; write other bytes as \\xHH");

    private static char Escape(string line, ref int at)
    {
        var slash = at++;
        switch (at < line.Length ? line[at] : ' ')
        {
            case '"': return '"';
            case '\\': return '\\';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'x' when at + 2 < line.Length && byte.TryParse(line.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value):
                at += 2;
                return (char)value;
            default: throw new SyntaxException(slash + 1, "unknown escape; there are \\\" \\\\ \\n \\r \\t \\xHH");
        }
    }
}
