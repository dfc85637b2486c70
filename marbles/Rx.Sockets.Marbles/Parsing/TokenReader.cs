using System.Globalization;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Parsing;

/// <summary>The words, numbers, texts and signs of one line, from a column on.</summary>
internal sealed class TokenReader
{
    private readonly List<Token> _tokens = [];
    private int _at;

    /// <param name="line">The whole line, so that columns are those of the file.</param>
    /// <param name="start">Index of the first character.</param>
    public TokenReader(string line, int start)
    {
        for (var i = start; i < line.Length;)
        {
            if (line[i] == ' ') i++;
            else i = Read(line, i);
        }

        _tokens.Add(new Token(TokenKind.End, "the end of the line", line.Length + 1));
    }

    public Token Peek => _tokens[_at];

    public bool IsAtEnd => Peek.Kind == TokenKind.End;

    public Token Next() => IsAtEnd ? Peek : _tokens[_at++];

    public bool TakeSymbol(string symbol) => Take(Peek.Is(symbol));

    public bool TakeWord(string word) => Take(Peek.Kind == TokenKind.Word && Peek.Value == word);

    public void Expect(string symbol)
    {
        if (!TakeSymbol(symbol)) throw Unexpected($"'{symbol}'");
    }

    public string Word(string what) => Peek.Kind == TokenKind.Word ? Next().Value : throw Unexpected(what);

    public long Number(string what) => Peek.Kind == TokenKind.Number
        ? long.TryParse(Peek.Value, CultureInfo.InvariantCulture, out var value) && Take(true) ? value : throw new SyntaxException(Peek.Column, "this number is too large")
        : throw Unexpected(what);

    public CancellationLevel Level()
    {
        if (Peek.Kind == TokenKind.Word && LevelText.TryParse(Peek.Value, out var level))
        {
            Next();
            return level;
        }

        throw Unexpected($"a level ({LevelText.Choices})");
    }

    public void ExpectEnd()
    {
        if (!IsAtEnd) throw Unexpected("the end of the line");
    }

    public SyntaxException Unexpected(string wanted) => new(Peek.Column, $"{wanted} belongs here, not {Shown(Peek)}");

    private static string Shown(Token token) => token.Kind == TokenKind.End ? token.Value : $"'{token.Canonical}'";

    private bool Take(bool wanted)
    {
        if (wanted) _at++;
        return wanted;
    }

    private int Read(string line, int start)
    {
        var c = line[start];
        if (c == '"')
        {
            var (text, end) = QuotedText.Read(line, start);
            _tokens.Add(new Token(TokenKind.Text, text, start + 1));
            return end;
        }

        var kind = char.IsAsciiLetter(c) || c == '_' ? TokenKind.Word : char.IsAsciiDigit(c) ? TokenKind.Number : TokenKind.Symbol;
        if (kind == TokenKind.Symbol && !"()[].,:|+#=-!".Contains(c)) throw new SyntaxException(start + 1, $"'{c}' means nothing here");
        var behind = start + 1;
        while (kind != TokenKind.Symbol && behind < line.Length && Continues(line, behind, kind))
            behind++;
        _tokens.Add(new Token(kind, line[start..behind], start + 1));
        return behind;
    }

    // total|partial is one word; 5 | is two signs.
    private static bool Continues(string line, int at, TokenKind kind) => kind == TokenKind.Number
        ? char.IsAsciiDigit(line[at])
        : char.IsAsciiLetterOrDigit(line[at]) || line[at] == '_' || (line[at] == '|' && at + 1 < line.Length && char.IsAsciiLetter(line[at + 1]));
}
