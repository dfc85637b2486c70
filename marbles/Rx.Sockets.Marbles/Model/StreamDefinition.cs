namespace Rx.Sockets.Marbles.Model;

/// <summary>A stream that the test feeds, or one that C# brings.</summary>
/// <param name="Name">What the lanes call it.</param>
/// <param name="Kind">What it carries.</param>
/// <param name="From">What each subscriber of a signal hears at Subscribe.</param>
/// <param name="At">Where it stands.</param>
public sealed record StreamDefinition(string Name, StreamKind Kind, CancellationLevel? From, Position At) : Definition(Name, At);
