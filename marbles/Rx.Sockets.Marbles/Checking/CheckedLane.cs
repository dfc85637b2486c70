namespace Rx.Sockets.Marbles.Checking;

/// <summary>One lane under <c>then</c>: as it is, and as the file has it.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Text">What happened; null: there is no such lane.</param>
/// <param name="Expected">What the file says; null: nothing.</param>
/// <param name="IsRight">Whether they agree.</param>
public sealed record CheckedLane(string Name, string? Text, string? Expected, bool IsRight);
