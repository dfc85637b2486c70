using System.Net.Sockets;
using Benchmarks.Measuring;
using Benchmarks.Native;

namespace Benchmarks.Variants;

/// <summary>A loop of blocking send(2): the limit.</summary>
internal sealed class BareSend(Socket socket, byte[] message) : Variant
{
    public override Task RunAsync(Meter meter)
    {
        var fd = (int)socket.Handle;
        while (meter.Took(SocketCalls.SendOrThrow(fd, message)))
        {
        }

        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }
}
