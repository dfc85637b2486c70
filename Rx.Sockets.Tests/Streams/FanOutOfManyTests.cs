using System.Reactive.Subjects;
using System.Threading.Channels;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Streams to so many sockets of one loop that the engine takes what is offered together.</summary>
public sealed class FanOutOfManyTests : IDisposable
{
    private const int Many = 16;
    private const int Length = 60;
    private const int Capacity = 100;

    private readonly SocketLoop _loop;
    private readonly List<SocketPair> _pairs = [];
    private readonly List<SocketDeparture> _each = [];
    private readonly Recorder<SendProgress> _heard = new();

    public FanOutOfManyTests()
    {
        Machine.NeedsUring();
        _loop = new SocketLoop(SocketEngineKind.Uring);
    }

    public void Dispose()
    {
        _pairs.ForEach(pair => pair.Dispose());
        _loop.Dispose();
    }

    /// <summary>What went to the few at once counts as gone, though nobody has looked since.</summary>
    [Fact]
    public async Task Who_kept_up_among_few_is_not_behind_when_it_is_one_of_many()
    {
        const int Messages = 3;
        var (set, source) = (new SocketSet(Connect(Many - 1)), new Subject<ReadOnlyMemory<byte>>());
        source.SendTo(set, Options(Overflow.Fail)).Subscribe(_heard);
        for (var i = 0; i < Messages; i++)
            source.OnNext(Pattern.Bytes(Length, start: i * Length));
        set.Add(Connect(1).Single());
        source.OnNext(Pattern.Bytes(Length, start: Messages * Length));
        source.OnCompleted();
        await _heard.Ended.Within();

        Assert.All(_each, one => Assert.Null(one.Error));
        Assert.Equal([1, .. Enumerable.Repeat(Messages + 1L, Many - 1)], _each.Select(one => one.Progress.Messages).Order());
        foreach (var pair in _pairs.SkipLast(1))
            Assert.Equal(Pattern.Bytes((Messages + 1) * Length), await pair.Peer.ReadAsync((Messages + 1) * Length));
    }

    /// <summary>The source waits for nobody, and all the same only so much of it is not yet offered: when that has been, it is asked
    /// again.</summary>
    [Fact]
    public async Task A_source_that_is_pulled_goes_on_when_it_has_been_offered()
    {
        const int Messages = 100; // so few that the kernel takes them all
        var channel = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
        for (var i = 0; i < Messages; i++)
            channel.Writer.TryWrite(Pattern.Bytes(Length, start: i * Length));
        channel.Writer.Complete();
        channel.Reader.SendTo(new SocketSet(Connect(Many)), Options(Overflow.DropOldest)).Subscribe(_heard);
        await _heard.Ended.Within();

        Assert.Null(_heard.Error);
        Assert.Equal(Many, _each.Count);
        Assert.All(_each, one => Assert.Equal(Messages, one.Progress.Messages + one.Progress.Dropped));
        Assert.Equal(_heard.Values[^1] with { Waits = 0 }, _each.Aggregate(default(SendProgress), static (sum, one) => sum + one.Progress));
    }

    private SendToOptions Options(Overflow overflow) => new() { Capacity = Capacity, Overflow = overflow, SocketSettled = _each.Add };

    private List<RxSocket> Connect(int count)
    {
        var pairs = Enumerable.Range(0, count).Select(_ => SocketPair.Connect(Wire.Unix)).ToList();
        _pairs.AddRange(pairs);
        return pairs.ConvertAll(pair => new RxSocket(pair.Local, new RxSocketOptions { Loop = _loop }));
    }
}
