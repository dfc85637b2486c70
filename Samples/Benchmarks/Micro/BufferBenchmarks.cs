using BenchmarkDotNet.Attributes;
using Rx.Sockets;

namespace Benchmarks.Micro;

/// <summary>What a buffer sequence costs before anything is sent.</summary>
public class BufferBenchmarks
{
    private readonly byte[] _array = new byte[4096];
    private readonly BufferSequence _three = [new byte[16], new byte[4096], new byte[16]];

    [Benchmark(Baseline = true)]
    public long OfArray() => ((BufferSequence)_array).Length;

    [Benchmark]
    public long OfThreeSlices()
    {
        BufferSequence frame = [_array, _array, _array];
        return frame.Length;
    }

    [Benchmark]
    public long FromOne() => ((BufferSequence)_array).From(100).Length;

    [Benchmark]
    public long FromThree() => _three.From(100).Length;
}
