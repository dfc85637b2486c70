namespace Rx.Sockets;

/// <summary>A stream to many is over with one of its sockets: it has left, or the stream has ended.</summary>
/// <param name="Socket">Which one. It is not disposed, unless the policy was <see cref="Overflow.Disconnect"/>.</param>
/// <param name="Progress">What it was sent of that stream; <see cref="SendProgress.Dropped"/> is what it missed.</param>
/// <param name="Error">Why: <see cref="SendException"/>, <see cref="SendOverflowException"/>; null if it was removed, or
/// was there at the end.</param>
public sealed record SocketDeparture(RxSocket Socket, SendProgress Progress, Exception? Error);
