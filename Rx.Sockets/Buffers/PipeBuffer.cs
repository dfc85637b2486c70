using System.Buffers;
using System.IO.Pipelines;

namespace Rx.Sockets.Buffers;

/// <summary>What a pipe holds.</summary>
internal sealed class PipeBuffer(PipeReader reader) : DynamicBuffer
{
    private ReadOnlySequence<byte> _lent;
    private bool _isReading;

    protected override BufferSequence Lend()
    {
        _isReading = reader.TryRead(out var read);
        _lent = read.Buffer;
        return _lent;
    }

    protected override void Consume(long count)
    {
        if (!_isReading) return;
        var sent = _lent.GetPosition(count);
        _lent = default;
        reader.AdvanceTo(sent); // nothing behind it counts as looked at: the next read finds it at once
    }
}
