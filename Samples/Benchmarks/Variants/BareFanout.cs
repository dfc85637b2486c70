using Benchmarks.Measuring;
using Benchmarks.Native;
using Benchmarks.Peers;

namespace Benchmarks.Variants;

/// <summary>send(2) on each descriptor in turn.</summary>
internal sealed class BareFanout(Crowd crowd, byte[] message) : CrowdVariant(crowd)
{
    private readonly int[] _descriptors = [.. crowd.Sockets.Select(socket => (int)socket.Handle)];

    public override Task RunAsync(Meter meter)
    {
        do
        {
            foreach (var fd in _descriptors)
                SocketCalls.SendOrThrow(fd, message);
        }
        while (meter.Took(message.Length));
        return Task.CompletedTask;
    }
}
