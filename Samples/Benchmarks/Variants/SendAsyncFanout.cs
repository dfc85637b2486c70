using Benchmarks.Measuring;
using Benchmarks.Peers;

namespace Benchmarks.Variants;

/// <summary><c>await socket.SendAsync</c> on each socket in turn.</summary>
internal sealed class SendAsyncFanout(Crowd crowd, byte[] message) : CrowdVariant(crowd)
{
    public override async Task RunAsync(Meter meter)
    {
        do
        {
            foreach (var socket in Crowd.Sockets)
                await socket.SendAsync(message.AsMemory());
        }
        while (meter.Took(message.Length));
    }
}
