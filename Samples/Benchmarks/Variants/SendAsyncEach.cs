using System.Net.Sockets;
using Benchmarks.Measuring;

namespace Benchmarks.Variants;

/// <summary><c>await socket.SendAsync</c>, one after the other: what people write.</summary>
internal sealed class SendAsyncEach(Socket socket, byte[] message) : Variant
{
    private readonly ReadOnlyMemory<byte> _message = message;

    public override async Task RunAsync(Meter meter)
    {
        while (meter.Took(await socket.SendAsync(_message)))
        {
        }
    }

    public override ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }
}
