using Benchmarks.Measuring;
using Benchmarks.Peers;

namespace Benchmarks.Variants;

/// <summary>A message to every socket of a crowd, which belongs to somebody else. A step is one message to all.</summary>
internal abstract class CrowdVariant(Crowd crowd) : Variant
{
    protected Crowd Crowd => crowd;

    public override ValueTask DisposeAsync() => default;
}
