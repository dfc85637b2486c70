namespace Rx.Sockets.Marbles;

/// <summary>A file that cannot be read; all its errors at once.</summary>
public sealed class MarbleFormatException : FormatException
{
    /// <summary>Wraps errors.</summary>
    public MarbleFormatException(IReadOnlyList<MarbleError> errors) : base(string.Join('\n', errors)) => Errors = errors;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<MarbleError> Errors { get; }
}
