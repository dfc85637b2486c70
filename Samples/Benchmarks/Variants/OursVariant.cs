using Benchmarks.Measuring;
using Rx.Sockets;

namespace Benchmarks.Variants;

/// <summary>One that sends by an <see cref="RxSocket"/>, its own.</summary>
internal abstract class OursVariant(RxSocket socket) : Variant
{
    public override ValueTask DisposeAsync() => socket.DisposeAsync();
}
