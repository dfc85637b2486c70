namespace Rx.Sockets.Marbles.Parsing;

/// <summary>A line that cannot be read from a column on; the parser notes it and goes on with the next line.</summary>
internal sealed class SyntaxException(int column, string message) : Exception(message)
{
    /// <summary>Counts from one.</summary>
    public int Column => column;
}
