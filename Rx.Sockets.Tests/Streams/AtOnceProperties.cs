using Rx.Sockets.Engines;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>A socket that keeps up, falls behind and keeps up again, with writes of others between: every byte goes once, no message is
/// torn, and the counts are those of the wire.</summary>
public sealed class AtOnceProperties
{
    private const int Steps = 400;
    private static readonly byte[] Foreign = [0xEE, 0xEE, 0xEE, 0xEE];

    private readonly AtOnceRig _rig = new();
    private readonly List<int> _lengths = [];
    private int _foreign;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory, MemberData(nameof(Seeds))]
    public void No_byte_is_lost_or_repeated_and_no_message_torn(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < Steps; step++)
            Step(random);
        while (_rig.Port.IsPending)
            Complete(_rig.Port.Offered);

        CheckWire(_rig.Port.Wire.ToArray());
        Assert.Equal(new SendProgress(_lengths.Count, _lengths.Sum()), _rig.Backlog.Progress);
        Assert.Equal(_rig.Port.Wire.Count, _rig.Queue.BytesTransferred);
        Assert.True(_rig.Queue.WhenIdle().IsCompleted);
    }

    private void Step(Random random)
    {
        if (random.Next(8) == 0) WriteForeign();
        else if (_rig.Port.IsPending && random.Next(2) == 0) Complete(random.NextInt64(1, _rig.Port.Offered + 1));
        else Offer(random);
    }

    private void Offer(Random random)
    {
        var length = random.Next(5, 40);
        var moves = random.Next(6) switch { 0 => 0, 1 => random.Next(1, length), _ => length };
        if (!_rig.Port.IsPending)
        {
            if (moves > 0) _rig.Port.Script.Enqueue(NativeOutcome.Moved(moves));
            if (random.Next(8) == 0) _rig.Port.DuringStart = WriteForeign;
        }

        _lengths.Add(length);
        _rig.Offer(length);
        _rig.Run();
    }

    private void WriteForeign()
    {
        _foreign++;
        _rig.Write(Foreign);
    }

    private void Complete(long bytes)
    {
        _rig.Port.Complete(NativeOutcome.Moved(bytes));
        _rig.Run();
    }

    private void CheckWire(byte[] wire)
    {
        var (place, offset, message) = (0, 0L, 0);
        while (place < wire.Length)
        {
            var isOurs = message < _lengths.Count && wire.AsSpan(place).StartsWith(Pattern.Bytes(_lengths[message], offset));
            if (!isOurs) Assert.Equal(Foreign, wire[place..(place + Foreign.Length)]);
            _foreign -= isOurs ? 0 : 1;
            place += isOurs ? _lengths[message] : Foreign.Length;
            offset += isOurs ? _lengths[message++] : 0;
        }

        Assert.Equal((_lengths.Count, 0), (message, _foreign));
    }
}
