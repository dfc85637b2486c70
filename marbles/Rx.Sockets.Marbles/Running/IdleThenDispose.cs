namespace Rx.Sockets.Marbles.Running;

/// <summary>What the contract advises for Using: dispose the socket when its sends are over, so that a refused Total ends whole.</summary>
internal sealed class IdleThenDispose(RxSocket socket) : IDisposable
{
    public void Dispose() => socket.WhenIdle().GetAwaiter().OnCompleted(socket.Dispose);
}
