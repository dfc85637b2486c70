namespace Rx.Sockets.Marbles;

/// <summary>What is wrong with a file, and where. Lines and columns count from one.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line.</param>
/// <param name="Column">The column.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record MarbleError(string Path, int Line, int Column, string Message)
{
    /// <summary>As editors read it: <c>file(line,column): what is wrong</c>.</summary>
    public override string ToString() => $"{Path}({Line},{Column}): {Message}";
}
