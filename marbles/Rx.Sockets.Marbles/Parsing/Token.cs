namespace Rx.Sockets.Marbles.Parsing;

/// <param name="Kind">What it is.</param>
/// <param name="Value">A text without its quotes, anything else as written.</param>
/// <param name="Column">Counts from one.</param>
internal readonly record struct Token(TokenKind Kind, string Value, int Column)
{
    /// <summary>As it is written in canonical form.</summary>
    public string Canonical => Kind == TokenKind.Text ? QuotedText.Quote(Value) : Value;

    public bool Is(string symbol) => Kind == TokenKind.Symbol && Value == symbol;
}
