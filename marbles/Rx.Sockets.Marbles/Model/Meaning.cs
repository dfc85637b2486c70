namespace Rx.Sockets.Marbles.Model;

/// <summary>One thing that happens, word by word in canonical form.</summary>
/// <param name="Words">Never empty.</param>
public sealed record Meaning(IReadOnlyList<string> Words)
{
    /// <summary>As written.</summary>
    public string Text => string.Join(' ', Words);

    /// <summary>Whether a stream is over with it.</summary>
    public bool IsEnd => Words[0] is "|" or "#";

    /// <inheritdoc/>
    public bool Equals(Meaning? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
