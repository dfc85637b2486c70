using Benchmarks.Measuring;
using Benchmarks.Peers;

namespace Benchmarks.Variants;

/// <summary><c>SendAsync</c> with a token, which is cancelled.</summary>
internal sealed class CancelledSendAsync(FullSocket full, byte[] message) : Variant
{
    public override async Task RunAsync(Meter meter)
    {
        do
        {
            using var source = new CancellationTokenSource();
            var send = full.Socket.SendAsync(message.AsMemory(), source.Token);
            source.Cancel();
            try
            {
                meter.TookAll(0, await send);
            }
            catch (OperationCanceledException)
            {
                // As asked for.
            }
        }
        while (meter.Took(0));
    }

    public override ValueTask DisposeAsync()
    {
        full.Dispose();
        return default;
    }
}
