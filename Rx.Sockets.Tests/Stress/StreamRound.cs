using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Stress;

/// <summary>A stream of random messages that is left at a random moment, by its own thread or by another, or not at all.</summary>
internal sealed class StreamRound
{
    private readonly byte[][] _frames;
    private readonly int _number;
    private readonly int _leaveAfter;
    private readonly int _spins;
    private readonly bool _leavesElsewhere;
    private readonly SendToOptions _options;
    private int _released;

    public StreamRound(Random random, int number, CancellationLevel level)
    {
        _number = number;
        var count = random.Next(1, 12);
        _frames = [.. Enumerable.Range(0, count).Select(i => Frame(number, i, random.Next(5) == 0 ? random.Next(20_000) : random.Next(300)))];
        _leaveAfter = random.Next(count + 2);
        _leavesElsewhere = random.Next(2) == 0;
        _spins = random.Next(3000);
        _options = new SendToOptions
        {
            Framing = Framing.LengthPrefixed(4, ByteOrder.LittleEndian),
            OnUnsubscribe = level,
            CopyUpTo = random.Next(2) == 0 ? int.MaxValue : 200,
            Released = _ => Interlocked.Increment(ref _released),
        };
    }

    public SendProgress Last { get; private set; }

    /// <summary>What it would have sent.</summary>
    public IEnumerable<byte[]> Frames => _frames;

    public static byte[] Frame(int round, int index, int length) =>
        [.. BitConverter.GetBytes(length + 8), .. BitConverter.GetBytes(round), .. BitConverter.GetBytes(index), .. Pattern.Bytes(length, start: index)];

    public async Task RunAsync(RxSocket socket)
    {
        var settled = new TaskCompletionSource<SendProgress>(TaskCreationOptions.RunContinuationsAsynchronously);
        var source = new Subject<ReadOnlyMemory<byte>>();
        var heard = new Recorder<SendProgress>();
        var subscription = source.SendTo(socket, _options with { Settled = settled.SetResult }).Subscribe(heard);
        var handed = 0;
        for (; handed < _frames.Length && handed < _leaveAfter; handed++)
            source.OnNext(_frames[handed].AsMemory(4));
        var left = Leave(subscription);
        if (_leavesElsewhere)
        {
            for (; handed < _frames.Length; handed++)
                source.OnNext(_frames[handed].AsMemory(4));
        }

        if (_leaveAfter > _frames.Length) source.OnCompleted();
        await left.Within();
        Last = await settled.Task.Within();
        Check(handed);
    }

    /// <summary>The bytes that went out are the beginning of what it would have sent, and the counts say how many messages that are.</summary>
    public void CheckBytes(ReadOnlySpan<byte> sent)
    {
        Assert.Equal(Last.Bytes, sent.Length);
        Assert.True(sent.SequenceEqual(_frames.SelectMany(static frame => frame).Take(sent.Length).ToArray()), $"round {_number}: other bytes");
        var (whole, end) = (0, 0);
        while (whole < _frames.Length && end + _frames[whole].Length <= sent.Length)
            end += _frames[whole++].Length;
        Assert.Equal(whole, Last.Messages);
        if (_options.OnUnsubscribe == CancellationLevel.Total) Assert.Equal(end, sent.Length);
    }

    private Task Leave(IDisposable subscription)
    {
        if (_leaveAfter > _frames.Length) return Task.CompletedTask; // it completes
        if (_leavesElsewhere)
        {
            return Task.Run(() =>
            {
                Thread.SpinWait(_spins);
                subscription.Dispose();
            });
        }

        Thread.SpinWait(_spins);
        subscription.Dispose();
        return Task.CompletedTask;
    }

    private void Check(int handed)
    {
        Assert.Equal((0, 0), (Last.QueuedMessages, Last.QueuedBytes));
        Assert.InRange(Last.Messages + Last.Dropped, 0, handed);
        if (!_leavesElsewhere || _leaveAfter > _frames.Length) Assert.Equal(handed, Last.Messages + Last.Dropped);
    }
}
