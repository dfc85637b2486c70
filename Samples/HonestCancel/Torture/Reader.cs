using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;

namespace HonestCancel.Torture;

/// <summary>The peer: reads as much as it is let, and keeps it. Paced by grants, not by time.</summary>
public sealed class Reader
{
    private readonly Channel<int> _grants = Channel.CreateUnbounded<int>();
    private readonly ArrayBufferWriter<byte> _all = new();
    private readonly Socket _peer;
    private readonly Pace _pace;
    private readonly long _resetAfter;
    private long _allowed;

    public Reader(Socket peer, Pace pace, long resetAfter)
    {
        (_peer, _pace, _resetAfter) = (peer, pace, resetAfter);
        if (pace == Pace.Steady) Unleash();
        Done = ReadAsync();
    }

    /// <summary>The end: of the stream, or by its own reset. Fails if the stream is cut off.</summary>
    public Task Done { get; }

    /// <summary>What was read; to be looked at when <see cref="Done"/>.</summary>
    public ReadOnlySpan<byte> All => _all.WrittenSpan;

    /// <summary>Lets it read some more.</summary>
    public void GrantSome(Random random) => _grants.Writer.TryWrite(
        _pace == Pace.Slow ? random.Next(1, 6000) : random.Next(3) == 0 ? random.Next(1, 200_000) : 0);

    /// <summary>Lets it read to the end.</summary>
    public void Unleash() => _grants.Writer.TryComplete();

    private async Task ReadAsync()
    {
        using var peer = _peer;
        var buffer = new byte[64 * 1024];
        while (await RoomAsync(buffer.Length) is var room && await peer.ReceiveAsync(buffer.AsMemory(0, room)) is var read and > 0)
        {
            _all.Write(buffer.AsSpan(0, read));
            _allowed -= read;
            if (_pace != Pace.Resetting || _all.WrittenCount < _resetAfter) continue;
            peer.LingerState = new LingerOption(true, 0);
            return;
        }
    }

    /// <summary>Waits until it may read.</summary>
    private async ValueTask<int> RoomAsync(int most)
    {
        while (_allowed <= 0)
            _allowed = await _grants.Reader.WaitToReadAsync() ? await _grants.Reader.ReadAsync() : long.MaxValue;
        return (int)Math.Min(_allowed, most);
    }
}
