namespace Rx.Sockets.Marbles.Model;

/// <summary>A place in a file.</summary>
/// <param name="Line">Counts from one.</param>
/// <param name="Column">Counts from one.</param>
public readonly record struct Position(int Line, int Column);
