using System.Net.Sockets;
using Benchmarks.Measuring;
using Benchmarks.Native;

namespace Benchmarks.Variants;

/// <summary>Blocking send(2) and recv(2): the limit.</summary>
internal sealed class BareRoundTrip(Socket socket, byte[] message) : RoundTrip(message)
{
    public override Task RunAsync(Meter meter)
    {
        var fd = (int)socket.Handle;
        do
        {
            SocketCalls.SendOrThrow(fd, Message);
            for (var read = 0; read < Echo.Length;)
                read += SocketCalls.ReceiveOrThrow(fd, Echo.AsSpan(read));
        }
        while (meter.Took(Message.Length));
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }
}
