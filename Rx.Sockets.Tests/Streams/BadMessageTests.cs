using System.Buffers;
using System.Reactive.Subjects;
using System.Text;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Messages that cannot be sent, and user code that throws: the stream ends with that error, after what was handed over before;
/// of the bad message no byte goes out, and it is counted.</summary>
public sealed class BadMessageTests
{
    private static readonly byte[] Good = "good"u8.ToArray();

    [Fact]
    public void A_frame_over_the_limit()
    {
        var error = Ends<FrameException>(new SendToOptions { Framing = Framing.LengthPrefixed(1) }, new byte[256]);

        Assert.Equal(FrameError.TooLong, error.Error);
    }

    [Fact]
    public void A_custom_writer_that_throws_after_half_of_a_frame() =>
        Ends<InvalidTimeZoneException>(new SendToOptions { Framing = new HalfWriter() }, "bad"u8.ToArray());

    [Fact]
    public void A_key_that_throws() => Ends<InvalidTimeZoneException>(
        new SendToOptions { Overflow = Overflow.Latest(message => message.Length == 4 ? 0 : throw new InvalidTimeZoneException()) }, new byte[5]);

    [Theory]
    [InlineData(4)] // met by the thread that hands over, when there is no room
    [InlineData(100)] // met by whoever sends
    public void A_comparer_that_throws(int capacity)
    {
        var scheduler = new TestScheduler();
        var socket = new VirtualSocket(scheduler, window: 1);
        var source = new Subject<byte[]>();
        var heard = new Recorder<SendProgress>();
        var comparer = EqualityComparer<int>.Create(static (_, _) => throw new InvalidTimeZoneException(), static _ => 0);
        source.SendTo(socket, new SendToOptions { Overflow = Overflow.Latest(static message => 0, comparer), Capacity = capacity }).Subscribe(heard);

        source.OnNext("a1"u8.ToArray());
        source.OnNext("b"u8.ToArray());
        source.OnNext("c"u8.ToArray());
        source.OnNext("d"u8.ToArray());
        socket.Peer.Read(100);
        scheduler.AdvanceBy(4);

        Assert.IsType<InvalidTimeZoneException>(heard.Error);
        var last = heard.Values[^1];
        Assert.Equal(1, last.Messages);
        Assert.Equal((0, 3), (last.QueuedMessages, last.Dropped));
        Assert.False(source.HasObservers);
    }

    [Fact]
    public void A_list_of_slices_that_throws() =>
        Ends<InvalidTimeZoneException>(new SendToOptions(), BufferSequence.Of(new ThrowingList()));

    [Fact]
    public void Memory_that_throws_when_it_is_copied() =>
        Ends<InvalidTimeZoneException>(new SendToOptions(), Thrower());

    [Fact]
    public void Memory_that_throws_when_it_is_framed() =>
        Ends<InvalidTimeZoneException>(new SendToOptions { Framing = Framing.LengthPrefixed(1) }, Thrower());

    [Fact]
    public void A_message_within_a_message() // the writer is user code, inside OnNext
    {
        var source = new Subject<BufferSequence>();
        var error = Ends<InvalidOperationException>(new SendToOptions { Framing = new HalfWriter { InTheMiddle = () => source.OnNext(Good) } }, new byte[5], source, refused: 2);

        Assert.Contains("Synchronize", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null()
    {
        var scheduler = new TestScheduler();
        var source = new Subject<byte[]>();
        var heard = new Recorder<SendProgress>();
        source.SendTo(new VirtualSocket(scheduler)).Subscribe(heard);

        source.OnNext(Good);
        source.OnNext(null!);
        scheduler.AdvanceBy(4);

        Assert.IsType<ArgumentNullException>(heard.Error);
        Assert.Equal(4, heard.Values[^1].Bytes);
        Assert.False(source.HasObservers);
    }

    [Fact]
    public void An_error_after_completion_changes_nothing()
    {
        var scheduler = new TestScheduler();
        var socket = new VirtualSocket(scheduler, window: 2);
        var heard = new Recorder<SendProgress>();
        IObserver<byte[]>? into = null;
        System.Reactive.Linq.Observable.Empty<byte[]>().SendTo(socket).Subscribe(heard);
        scheduler.AdvanceBy(4);
        Assert.True(heard.IsCompleted);

        var second = new Recorder<SendProgress>();
        new Raw(observer => into = observer).SendTo(socket).Subscribe(second);
        into!.OnNext(Good);
        into.OnCompleted();
        into.OnError(new InvalidTimeZoneException());
        socket.Peer.Read(100);
        scheduler.AdvanceBy(4);

        Assert.True(second.IsCompleted);
        Assert.Null(second.Error);
    }

    private static TError Ends<TError>(SendToOptions options, BufferSequence bad, Subject<BufferSequence>? source = null, int refused = 1)
        where TError : Exception
    {
        var scheduler = new TestScheduler();
        var socket = new VirtualSocket(scheduler, window: 3);
        var wire = new List<byte>();
        socket.Peer.OnWire.Subscribe(sent => wire.AddRange(sent.Value.ToArray()));
        var (heard, settled) = (new Recorder<SendProgress>(), 0);
        source ??= new Subject<BufferSequence>();
        source.SendTo(socket, options with { Settled = _ => settled++ }).Subscribe(heard);

        source.OnNext(Good);
        source.OnNext(Good);
        source.OnNext(bad);
        Assert.False(source.HasObservers);
        scheduler.AdvanceBy(4);
        Assert.False(heard.Ended.IsCompleted); // not before the good ones are out
        socket.Peer.Read(100);
        scheduler.AdvanceBy(4);

        Assert.Equal(2, Encoding.Latin1.GetString([.. wire]).Split("good").Length - 1);
        Assert.Equal(new SendProgress(2, wire.Count, Dropped: refused), heard.Values[^1]);
        Assert.Equal(1, settled);
        Assert.Equal(RxSocketState.Usable, socket.State);
        return Assert.IsType<TError>(heard.Error);
    }

    private static ReadOnlyMemory<byte> Thrower()
    {
        var owner = new WilfulMemory(5);
        var memory = owner.Memory; // looks at the bytes
        owner.OnGetSpan = static () => throw new InvalidTimeZoneException();
        return memory;
    }

    /// <summary>Writes a mark and the message; in the middle of one that is not good something happens.</summary>
    private sealed class HalfWriter : IFrameWriter
    {
        public Action InTheMiddle { get; init; } = static () => throw new InvalidTimeZoneException();

        public void Write(in BufferSequence message, IBufferWriter<byte> output)
        {
            output.Write("<"u8);
            if (message.Length != 4) InTheMiddle();
            output.Write(message.ToArray());
        }
    }

    private sealed class Raw(Action<IObserver<byte[]>> begin) : IObservable<byte[]>
    {
        public IDisposable Subscribe(IObserver<byte[]> observer)
        {
            begin(observer);
            return System.Reactive.Disposables.Disposable.Empty;
        }
    }
}
