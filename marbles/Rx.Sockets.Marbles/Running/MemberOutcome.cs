namespace Rx.Sockets.Marbles.Running;

/// <summary>How one member of a group ended.</summary>
internal sealed record MemberOutcome(string Name, SendResult Result);
