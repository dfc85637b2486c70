using System.Net.Sockets;
using System.Reactive.Linq;
using Benchmarks.Measuring;

namespace Benchmarks.Variants;

/// <summary><c>messages.Select(message => FromAsync(SendAsync)).Concat()</c>: what an Rx user writes.</summary>
internal sealed class ConcatFromAsync(Socket socket, byte[] message) : Variant
{
    public override async Task RunAsync(Meter meter) => await Messages(meter)
        .Select(bytes => Observable.FromAsync(token => socket.SendAsync(bytes, SocketFlags.None, token).AsTask()))
        .Concat()
        .LastOrDefaultAsync();

    public override ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }

    private IEnumerable<ReadOnlyMemory<byte>> Messages(Meter meter)
    {
        var goesOn = true;
        while (goesOn)
        {
            goesOn = meter.Took(message.Length);
            yield return message;
        }
    }
}
