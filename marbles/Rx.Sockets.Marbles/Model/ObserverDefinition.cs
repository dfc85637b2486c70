namespace Rx.Sockets.Marbles.Model;

/// <summary>An observer and what it subscribes to.</summary>
/// <param name="Name">What the lanes call it.</param>
/// <param name="Expression">Its pipeline.</param>
/// <param name="At">Where it stands.</param>
public sealed record ObserverDefinition(string Name, Expression Expression, Position At) : Definition(Name, At);
