using Benchmarks.Measuring;
using Benchmarks.Peers;
using Rx.Sockets;

namespace Benchmarks.Variants;

/// <summary>A held send of each socket, awaited in turn.</summary>
internal sealed class OursFanout(Crowd crowd, byte[] message) : CrowdVariant(crowd)
{
    private readonly SendObservable[] _sends = [.. crowd.Attached.Select(socket => socket.AsyncSend(message))];

    public override async Task RunAsync(Meter meter)
    {
        do
        {
            foreach (var send in _sends)
                await send;
        }
        while (meter.Took(message.Length));
    }
}
