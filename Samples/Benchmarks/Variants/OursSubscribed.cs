using Benchmarks.Measuring;
using Rx.Sockets;

namespace Benchmarks.Variants;

/// <summary><c>socket.AsyncSend(message).Repeat()</c>.</summary>
internal sealed class OursSubscribed(RxSocket socket, byte[] message) : OursVariant(socket)
{
    private readonly SendObservable _send = socket.AsyncSend(message);

    public override Task RunAsync(Meter meter) => Repetition.RunAsync(_send, sent => sent.BytesTransferred, meter);
}
