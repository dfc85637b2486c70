using System.Net.Sockets;
using System.Reactive.Linq;
using Benchmarks.Measuring;

namespace Benchmarks.Variants;

/// <summary><c>Observable.FromAsync(SendAsync).Repeat()</c>: what an Rx user writes.</summary>
internal sealed class FromAsyncRepeat(Socket socket, byte[] message) : Variant
{
    private readonly IObservable<int> _send =
        Observable.FromAsync(token => socket.SendAsync(message.AsMemory(), SocketFlags.None, token).AsTask());

    public override Task RunAsync(Meter meter) => Repetition.RunAsync(_send, bytes => bytes, meter);

    public override ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }
}
