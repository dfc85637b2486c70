using Benchmarks.Measuring;
using Rx.Sockets;

namespace Benchmarks.Variants;

/// <summary><c>AsyncSend</c>, awaited, and the socket's own <c>ReceiveAsync</c>.</summary>
internal sealed class OursRoundTrip(RxSocket socket, byte[] message) : RoundTrip(message)
{
    private readonly SendObservable _send = socket.AsyncSend(message);

    public override async Task RunAsync(Meter meter)
    {
        do
        {
            await _send;
            for (var read = 0; read < Echo.Length;)
                read += await socket.Socket.ReceiveAsync(Echo.AsMemory(read));
        }
        while (meter.Took(Message.Length));
    }

    public override ValueTask DisposeAsync() => socket.DisposeAsync();
}
