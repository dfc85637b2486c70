using System.Reactive.Linq;
using Benchmarks.Measuring;
using Rx.Sockets;

namespace Benchmarks.Variants;

/// <summary><c>messages.SendTo(socket)</c>, the source blocked when it is too fast.</summary>
internal sealed class OursThroughSendTo(RxSocket socket, byte[] message) : OursVariant(socket)
{
    private static readonly SendToOptions Blocking = new() { Overflow = Overflow.Block };

    private readonly RxSocket _socket = socket;

    public override async Task RunAsync(Meter meter)
    {
        var progress = await new LoopSource(message, meter).SendTo(_socket, Blocking).LastOrDefaultAsync();
        if (progress.Bytes != meter.Bytes) throw new InvalidOperationException($"{meter.Bytes} bytes were handed over, {progress.Bytes} sent.");
    }
}
