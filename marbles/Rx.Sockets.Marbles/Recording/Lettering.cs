using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Recording;

/// <summary>A letter for everything that has to be said, the same for the same.</summary>
internal sealed class Lettering
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private readonly List<string> _meanings = [];

    /// <summary>Whether the alphabet was long enough.</summary>
    public bool Suffices => _meanings.Count <= Alphabet.Length;

    public IReadOnlyList<Letter> Letters => [.. _meanings.Select((meaning, i) => new Letter(Alphabet[i], meaning, default))];

    public char Of(string meaning)
    {
        var index = _meanings.IndexOf(meaning);
        if (index < 0) _meanings.Add(meaning);
        return index < 0 ? Symbol(_meanings.Count - 1) : Symbol(index);
    }

    private static char Symbol(int index) => index < Alphabet.Length ? Alphabet[index] : '?';
}
