namespace Rx.Sockets.Marbles.Model;

/// <summary>A part of a pipeline.</summary>
/// <param name="At">Where it stands.</param>
public abstract record Expression(Position At);
