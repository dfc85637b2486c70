namespace Rx.Sockets.Marbles.Parsing;

internal enum TokenKind
{
    End,
    Word,
    Number,
    Text,
    Symbol,
}
