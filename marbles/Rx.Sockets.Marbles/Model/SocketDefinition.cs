namespace Rx.Sockets.Marbles.Model;

/// <summary>Another socket, for streams that go to many.</summary>
/// <param name="Name">What the lanes call it.</param>
/// <param name="Window">How many unread bytes its peer takes; null: no limit.</param>
/// <param name="Overflow">The policy that it has of its own; null: that of the stream.</param>
/// <param name="At">Where it stands.</param>
public sealed record SocketDefinition(string Name, long? Window, string? Overflow, Position At) : Definition(Name, At);
