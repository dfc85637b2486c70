using System.Buffers;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Gives no more room than was asked for, one byte if nothing was; and what was not written stays visible.</summary>
public sealed class ScantWriter : IBufferWriter<byte>
{
    private readonly List<byte> _written = [];
    private byte[] _room = [];

    public byte[] Written => [.. _written];

    public void Advance(int count)
    {
        _written.AddRange(_room.AsSpan(0, count));
        _room = [];
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _room = new byte[Math.Max(1, sizeHint)];

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
