namespace Rx.Sockets;

/// <summary>A message that its framing cannot tell from others. No byte of it has gone out.</summary>
/// <remarks>Thrown by <see cref="Framing.Frame"/> and <see cref="IFrameWriter.Write"/>; a stream of messages delivers it by
/// <c>OnError</c>. A new instance each time.</remarks>
public sealed class FrameException : FormatException
{
    /// <summary>Says why a message is refused; for framings of your own, too.</summary>
    /// <param name="error">Why.</param>
    /// <param name="messageLength">How many bytes the message has.</param>
    /// <param name="limit">How many it may have; null if its length is not what is wrong.</param>
    public FrameException(FrameError error, long messageLength, long? limit = null)
        : base(Describe(error, messageLength, limit)) =>
        (Error, MessageLength, Limit) = (error, messageLength, limit);

    /// <summary>Why the message is refused.</summary>
    public FrameError Error { get; }

    /// <summary>The bytes of the message, without what frames it.</summary>
    public long MessageLength { get; }

    /// <summary>The bytes that it may have at most, or must have (<see cref="FrameError.WrongLength"/>); null if its length is not what
    /// is wrong.</summary>
    public long? Limit { get; }

    private static string Describe(FrameError error, long length, long? limit) => error switch
    {
        FrameError.TooLong =>
            $"A message of {length} bytes is longer than the {limit} that its framing allows. Split it, or choose a wider prefix or another Framing.WithMaximum.",
        FrameError.WrongLength =>
            $"A message of {length} bytes is not of the {limit} that its framing wants. Pad or split it, or choose a framing that says the length.",
        FrameError.ContainsDelimiter =>
            $"A message of {length} bytes contains its delimiter, or ends with the beginning of one. Escape it, or choose a framing that says the length.",
        _ => $"A message of {length} bytes cannot be framed: {error}.",
    };
}
