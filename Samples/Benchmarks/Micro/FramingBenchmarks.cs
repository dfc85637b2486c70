using System.Buffers;
using BenchmarkDotNet.Attributes;
using Rx.Sockets;

namespace Benchmarks.Micro;

/// <summary>What it costs to frame a message of 64 bytes, in each way: as a copy, and as slices of its own memory.</summary>
public class FramingBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(1024);
    private readonly BufferSequence _message = new byte[64];
    private Framing _framing = Framing.None;

    [Params("none", "length", "varint", "delimiter", "fixed")]
    public string Way { get; set; } = "";

    [GlobalSetup]
    public void Choose() => _framing = Way switch
    {
        "length" => Framing.LengthPrefixed(4),
        "varint" => Framing.VarintPrefixed(),
        "delimiter" => Framing.Delimited("\r\n"u8),
        "fixed" => Framing.Fixed(64),
        _ => Framing.None,
    };

    [Benchmark]
    public int Write()
    {
        _output.ResetWrittenCount();
        _framing.Write(_message, _output);
        return _output.WrittenCount;
    }

    [Benchmark]
    public BufferSequence Frame() => _framing.Frame(_message);
}
