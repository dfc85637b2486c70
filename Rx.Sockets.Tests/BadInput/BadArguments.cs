using System.Buffers;
using System.Reactive.Concurrency;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.BadInput;

/// <summary>Arguments and options that cannot be meant.</summary>
public sealed class BadArguments : IAsyncLifetime
{
    private const CancellationLevel Unknown = (CancellationLevel)8;

    private static readonly TimeSpan TooLong = TimeSpan.FromMilliseconds(uint.MaxValue);

    private RxPair _pair = null!;

    private SendObservable Send => _pair.Socket.AsyncSend(new byte[10]);

    public ValueTask InitializeAsync()
    {
        _pair = RxPair.Stepped(SocketEngineKind.Epoll);
        return default;
    }

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Theory]
    [InlineData(8)]
    [InlineData(8 | 4)]
    [InlineData(-1)]
    public void Unknown_level_bits_are_refused_where_they_are_given(int bits)
    {
        var level = (CancellationLevel)bits;

        Assert.Throws<ArgumentOutOfRangeException>("level", () => _pair.Socket.Cancel(level));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => Send.CancelOnUnsubscribe(level));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => Send.CancelWhen(CancellationToken.None, level));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => Send.CancelAfter(TimeSpan.Zero, level));
    }

    [Fact]
    public void Unknown_level_bits_of_a_signal_count_for_nothing()
    {
        using var signal = new System.Reactive.Subjects.Subject<CancellationLevel>();
        var heard = new Recorder<SendResult>();
        _pair.Socket.AsyncWrite(new byte[64 * 1024 * 1024]).CancelWhen(signal).Subscribe(heard);

        signal.OnNext(Unknown);
        signal.OnNext(CancellationLevel.None);
        _pair.RunReady();
        Assert.Equal((0, 1), (heard.Calls, _pair.Socket.Outstanding));
        signal.OnNext(Unknown | CancellationLevel.Partial);

        Assert.Equal(CancellationLevel.Partial, _pair.RunToError(heard).Result.Cancelled);
    }

    [Fact]
    public void Negative_and_overlong_times_are_refused()
    {
        foreach (var time in new[] { TimeSpan.FromTicks(-1), Timeout.InfiniteTimeSpan, TimeSpan.MinValue, TooLong, TimeSpan.MaxValue })
        {
            Assert.Throws<ArgumentOutOfRangeException>("dueTime", () => Send.CancelAfter(time, CancellationLevel.Total));
            Assert.Throws<ArgumentOutOfRangeException>(
                "dueTime", () => Send.CancelAfter(time, CancellationLevel.Total, TaskPoolScheduler.Default));
        }

        Assert.True(_pair.Run(Send.CancelAfter(TooLong - TimeSpan.FromMilliseconds(1), CancellationLevel.Total)).IsSuccess);
    }

    [Fact]
    public void Negative_times_to_turn_a_loop_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => _pair.Loop.RunOnce(TimeSpan.FromMilliseconds(-2)));

    [Fact]
    public void Null_signals_lists_and_texts_are_refused()
    {
        Assert.Throws<ArgumentNullException>("signal", () => Send.CancelWhen(null!));
        Assert.Throws<ArgumentNullException>("slices", () => BufferSequence.Of((IReadOnlyList<ReadOnlyMemory<byte>>)null!));
        Assert.Throws<ArgumentNullException>("segments", () => BufferSequence.Of((IList<ArraySegment<byte>>)null!));
        Assert.Throws<ArgumentNullException>("text", () => BufferSequence.Of((string)null!));
    }

    [Fact]
    public void A_null_array_or_a_default_segment_is_an_empty_send()
    {
        Assert.Equal(0, _pair.Run(_pair.Socket.AsyncSend((byte[]?)null)).BytesTransferred);
        Assert.Equal(0, _pair.Run(_pair.Socket.AsyncSend(default(ReadOnlySequence<byte>))).BytesTransferred);
        Assert.Equal(0, _pair.Run(_pair.Socket.AsyncSend(default(ReadOnlyMemory<byte>))).BytesTransferred);
        Assert.Equal(0, _pair.Run(_pair.Socket.AsyncSend(default(ArraySegment<byte>))).BytesTransferred);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(4294967295L)]
    public void A_limit_that_is_not_positive_or_too_long_is_refused(long milliseconds) =>
        Refused<ArgumentOutOfRangeException>(new RxSocketOptions { UnwatchedLimit = TimeSpan.FromMilliseconds(milliseconds) });

    [Fact]
    public void An_engine_that_contradicts_the_loop_is_refused()
    {
        Refused<ArgumentException>(new RxSocketOptions { Engine = SocketEngineKind.Portable, Loop = _pair.Loop });

        using var pair = SocketPair.Connect();
        using var same = new RxSocket(pair.Local, new RxSocketOptions { Engine = SocketEngineKind.Epoll, Loop = _pair.Loop });
    }

    [Fact]
    public void A_number_that_is_no_engine_is_refused()
    {
        Refused<ArgumentOutOfRangeException>(new RxSocketOptions { Engine = (SocketEngineKind)99 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SocketLoop((SocketEngineKind)99));
    }

    [Fact]
    public void The_shared_loop_cannot_be_disposed_and_a_loop_with_a_thread_cannot_be_turned()
    {
        Assert.Throws<InvalidOperationException>(() => SocketLoop.Shared.Dispose());
        Assert.Throws<InvalidOperationException>(() => SocketLoop.Shared.RunOnce(TimeSpan.Zero));
    }

    [Fact]
    public void RunOnce_inside_a_handler_is_refused()
    {
        Exception? refused = null;
        Send.Subscribe(_ => refused = Record.Exception(() => _pair.Loop.RunOnce(TimeSpan.Zero)));
        _pair.RunUntil(() => refused is not null);

        Assert.IsType<InvalidOperationException>(refused);
    }

    [Fact]
    public void A_negative_count_and_a_successful_exception_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SendResult(default, -1));
        Assert.Throws<ArgumentException>(() => new SendException(new SendResult(System.Net.Sockets.SocketError.Success, 1)));
        Assert.False(default(SendResult).IsSuccess);
    }

    /// <summary>The socket is left alone: it can be attached afterwards.</summary>
    private static TException Refused<TException>(RxSocketOptions options) where TException : Exception
    {
        using var pair = SocketPair.Connect();
        var refused = Assert.Throws<TException>(() => new RxSocket(pair.Local, options));
        using var usable = new RxSocket(pair.Local);
        return refused;
    }
}
