namespace Rx.Sockets;

/// <summary>A socket has left a stream to many.</summary>
/// <param name="Socket">Which one. It is not disposed, unless the policy was <see cref="Overflow.Disconnect"/>.</param>
/// <param name="Progress">What it was sent of that stream; <see cref="SendProgress.Dropped"/> is what it missed.</param>
/// <param name="Error">Why: <see cref="SendException"/>, <see cref="SendOverflowException"/>; null if it was removed.</param>
public sealed record SocketDeparture(RxSocket Socket, SendProgress Progress, Exception? Error);
