using Benchmarks.Measuring;
using Rx.Sockets;

namespace Benchmarks.Variants;

/// <summary><c>await socket.AsyncSend(message, Use.ValueTask)</c>.</summary>
internal sealed class OursValueTask(RxSocket socket, byte[] message) : OursVariant(socket)
{
    private readonly RxSocket _socket = socket;

    public override async Task RunAsync(Meter meter)
    {
        while (meter.Took((await _socket.AsyncSend(message, Use.ValueTask)).BytesTransferred))
        {
        }
    }
}
