namespace Rx.Sockets.Marbles.Model;

/// <summary>Something that exists before tick 0.</summary>
/// <param name="Name">What the lanes call it.</param>
/// <param name="At">Where it stands.</param>
public abstract record Definition(string Name, Position At);
