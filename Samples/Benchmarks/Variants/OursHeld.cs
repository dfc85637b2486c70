using Benchmarks.Measuring;
using Rx.Sockets;

namespace Benchmarks.Variants;

/// <summary>One SendObservable, awaited again and again.</summary>
internal sealed class OursHeld(RxSocket socket, byte[] message) : OursVariant(socket)
{
    private readonly SendObservable _send = socket.AsyncSend(message);

    public override async Task RunAsync(Meter meter)
    {
        while (meter.Took((await _send).BytesTransferred))
        {
        }
    }
}
