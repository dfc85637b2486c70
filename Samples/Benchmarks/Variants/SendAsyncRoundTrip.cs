using System.Net.Sockets;
using Benchmarks.Measuring;

namespace Benchmarks.Variants;

/// <summary><c>SendAsync</c> and <c>ReceiveAsync</c>.</summary>
internal sealed class SendAsyncRoundTrip(Socket socket, byte[] message) : RoundTrip(message)
{
    public override async Task RunAsync(Meter meter)
    {
        do
        {
            await socket.SendAsync(Message.AsMemory());
            for (var read = 0; read < Echo.Length;)
                read += await socket.ReceiveAsync(Echo.AsMemory(read));
        }
        while (meter.Took(Message.Length));
    }

    public override ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }
}
