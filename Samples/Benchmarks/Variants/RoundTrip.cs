using Benchmarks.Measuring;

namespace Benchmarks.Variants;

/// <summary>One message at a time, there and back.</summary>
internal abstract class RoundTrip(byte[] message) : Variant
{
    /// <summary>What came back last.</summary>
    public byte[] Echo { get; } = new byte[message.Length];

    protected byte[] Message => message;
}
