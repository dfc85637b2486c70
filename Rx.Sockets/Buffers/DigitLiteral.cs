namespace Rx.Sockets.Buffers;

/// <summary>Bytes written as digits, as in Asio's <c>0xdeadbeef_buf</c> and <c>0b01101001_buf</c>.</summary>
internal static class DigitLiteral
{
    /// <param name="text">The digits, with or without <paramref name="prefix"/>, in either case; <c>'</c> and <c>_</c> separate.</param>
    /// <param name="prefix">Two characters.</param>
    /// <param name="bitsEach">Bits of one digit.</param>
    /// <exception cref="FormatException">Another character, or digits that fill no whole number of bytes.</exception>
    public static byte[] Parse(ReadOnlySpan<char> text, string prefix, int bitsEach)
    {
        if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) text = text[prefix.Length..];
        var digitsEach = 8 / bitsEach;
        var bytes = new List<byte>(text.Length / digitsEach);
        var (bits, digits) = (0, 0);
        foreach (var character in text)
        {
            if (character is '\'' or '_') continue;
            bits = (bits << bitsEach) | Digit(character, 1 << bitsEach);
            if (++digits % digitsEach == 0) bytes.Add(unchecked((byte)bits));
        }

        if (digits % digitsEach != 0) throw new FormatException($"{digits} digits are no whole number of bytes; {digitsEach} make one.");
        return [.. bytes];
    }

    private static int Digit(char character, int valuesOfOne)
    {
        var value = char.IsAsciiHexDigit(character) ? Convert.ToInt32(character.ToString(), 16) : valuesOfOne;
        return value < valuesOfOne ? value : throw new FormatException($"'{character}' is not a digit here.");
    }
}
