namespace Rx.Sockets.Marbles.Model;

/// <summary>One slice of a send: a quoted text, or so many bytes of the alphabet.</summary>
/// <param name="Text">Quoted; null: counted.</param>
/// <param name="Count">How many bytes.</param>
public sealed record SliceDefinition(string? Text, int Count)
{
    /// <summary>Its bytes, new each time.</summary>
    public byte[] Bytes()
    {
        var bytes = new byte[Count];
        for (var i = 0; i < Count; i++)
            bytes[i] = (byte)(Text is null ? 'a' + i % 26 : Text[i]);
        return bytes;
    }
}
