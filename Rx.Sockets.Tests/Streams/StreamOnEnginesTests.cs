using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Streams of messages over the kernel, on each engine.</summary>
public sealed class StreamOnEnginesTests
{
    public static TheoryData<SocketEngineKind, string> WaysOn =>
        new MatrixTheoryData<SocketEngineKind, string>(Machine.Engines, ["peer", "dispose", "socket", "release", "loop", "cancel", "reset"]);

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Messages_arrive_in_order_and_whole_and_the_source_is_blocked_within_its_bounds(SocketEngineKind engine, Wire wire)
    {
        var random = new Random(7);
        var sizes = Enumerable.Range(0, 20_000).Select(i => i % 500 == 0 ? random.Next(100_000) : random.Next(200)).ToArray();
        await using var pair = RxPair.Threaded(engine, wire);
        var (source, heard, settled, released) = (new Subject<ReadOnlyMemory<byte>>(), new Recorder<SendProgress>(), new List<SendProgress>(), 0);
        var options = new SendToOptions { Framing = Framing.LengthPrefixed(4), Overflow = Overflow.Block, Capacity = 64 * 1024, CopyUpTo = 1000 };
        var (lent, free) = (sizes.Count(size => size > 1000), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        options = options with { Settled = settled.Add, Released = Release };
        source.SendTo(pair.Socket, options).Subscribe(heard);

        var sending = Task.Run(() => Emit(source, sizes), TestContext.Current.CancellationToken);
        var stream = await pair.Peer.ReadAsync(sizes.Sum() + (4 * sizes.Length));
        await sending.Within();
        await heard.Ended.Within();

        CheckMessages(stream, sizes);
        Assert.True(heard.IsCompleted);
        var last = Assert.Single(settled);
        Assert.Equal(new SendProgress(sizes.Length, stream.Length, Waits: last.Waits), last);
        Assert.Equal(last, heard.Values[^1]);
        Assert.All(heard.Values, progress => Assert.InRange(progress.QueuedBytes, 0, (64 * 1024) + 100_004));
        await free.Task.Within(); // where notifications run, but not in their line
        Assert.Equal(lent, released);

        void Release(BufferSequence message)
        {
            if (Interlocked.Increment(ref released) == lent) free.SetResult();
        }
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_lone_message_leaves_inside_OnNext(SocketEngineKind engine)
    {
        await using var pair = RxPair.Stepped(engine);
        var source = new Subject<byte[]>();
        var heard = new Recorder<SendProgress>();
        source.SendTo(pair.Socket).Subscribe(heard);

        source.OnNext(Pattern.Bytes(100)); // the loop is not turned

        Assert.Equal(Pattern.Bytes(100), await pair.Peer.ReadAsync(100));
        Assert.Equal(100, pair.Socket.BytesTransferred);
        Assert.Equal(0, heard.Calls);
    }

    [Fact]
    public async Task A_thousand_messages_that_waited_go_with_one_system_call()
    {
        Machine.NeedsEpoll();
        var send = new CountingSend();
        await using var pair = RxPair.On(SteppedLoop.Make(send: send), Wire.Unix);
        var source = new Subject<byte[]>();
        source.SendTo(pair.Socket).Subscribe(new Recorder<SendProgress>());
        var filled = pair.FillUp();
        source.OnNext(new byte[16]); // under way
        var before = send.Count;

        for (var i = 0; i < 1000; i++)
            source.OnNext(Pattern.Bytes(16, start: i));
        Assert.Equal(before, send.Count);
        pair.Receive(filled + 16_016);

        Assert.InRange(send.Count - before, 1, 6); // the small chunks that a stream begins with, and the one under way
    }

    [Theory, MemberData(nameof(WaysOn))]
    public async Task A_blocked_source_goes_on(SocketEngineKind engine, string what)
    {
        await using var pair = RxPair.Threaded(engine);
        var source = new Subject<byte[]>();
        var (heard, settled) = (new Recorder<SendProgress>(), new TaskCompletionSource<SendProgress>());
        var options = new SendToOptions { Overflow = Overflow.Block, Capacity = 256 * 1024, Settled = settled.SetResult, OnUnsubscribe = CancellationLevel.Partial };
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var subscription = source.SendTo(pair.Socket, options).Do(progress => Blocked(progress, blocked)).Subscribe(heard);
        var sending = Task.Run(() => EmitMany(source), TestContext.Current.CancellationToken);
        await blocked.Task.Within();

        await LetGoOn(what, pair, subscription, sending);
        var read = what is "peer" ? await pair.Peer.ReadAsync(2000 * 16 * 1024) : [];
        await sending.Within();
        var last = await settled.Task.Within();

        Assert.Equal((0, 0), (last.QueuedMessages, last.QueuedBytes));
        Assert.Equal(pair.Socket.BytesTransferred, last.Bytes);
        if (what == "dispose") return;
        await heard.Ended.Within();
        Assert.Equal(what == "peer", heard.IsCompleted);
        Assert.Equal(what != "peer", heard.Error is SendException);
        Assert.Equal(read.Length, what == "peer" ? last.Bytes : 0);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task The_message_that_holds_up_its_source_when_the_stream_is_left_is_counted(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine, Wire.Unix);
        var source = new Subject<byte[]>();
        var (blocked, settled) = (new TaskCompletionSource(), new TaskCompletionSource<SendProgress>());
        var options = new SendToOptions { Overflow = Overflow.Block, Capacity = 64 * 1024, Settled = settled.SetResult, OnUnsubscribe = CancellationLevel.Partial };
        var subscription = source.SendTo(pair.Socket, options).Subscribe(progress => Blocked(progress, blocked));
        var (handedOver, stop) = (0, false);
        var sending = Task.Run(
            () =>
            {
                for (; !Volatile.Read(ref stop); handedOver++)
                    source.OnNext(new byte[1000]);
            },
            TestContext.Current.CancellationToken);
        await blocked.Task.Within();

        Volatile.Write(ref stop, true); // it stays full, and nobody reads
        subscription.Dispose();
        await sending.Within();
        var last = await settled.Task.Within();

        Assert.Equal(handedOver, last.Messages + last.Dropped);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Block_on_the_loops_own_thread_fails_instead_of_waiting_for_ever(SocketEngineKind engine)
    {
        await using var pair = RxPair.Threaded(engine);
        var source = new Subject<byte[]>();
        var heard = new Recorder<SendProgress>();
        source.SendTo(pair.Socket, new SendToOptions { Overflow = Overflow.Block, Capacity = 64 * 1024 }).Subscribe(heard);

        var handedOver = new TaskCompletionSource();

        pair.Loop.Schedule(() =>
        {
            for (var i = 0; i < 1000; i++)
                source.OnNext(new byte[16 * 1024]);
            handedOver.SetResult();
        });
        await handedOver.Task.Within();
        var reading = pair.Peer.ReadToEndAsync();
        await heard.Ended.Within();
        pair.Socket.Dispose();

        Assert.IsType<InvalidOperationException>(heard.Error);
        var last = heard.Values[^1];
        Assert.Equal(last.Bytes, (await reading.Within()).Length);
        Assert.Equal(last.Messages * 16 * 1024, last.Bytes);
    }

    /// <summary>It is told when it is held up. The kernel may take a little more after that: then what follows comes to a source that goes on
    /// and is held up again, and ends the same.</summary>
    private static void Blocked(SendProgress progress, TaskCompletionSource blocked)
    {
        if (progress.Waits > 0) blocked.TrySetResult();
    }

    private static void Emit(Subject<ReadOnlyMemory<byte>> source, int[] sizes)
    {
        for (var i = 0; i < sizes.Length; i++)
            source.OnNext(Pattern.Bytes(sizes[i], start: i));
        source.OnCompleted();
    }

    private static void CheckMessages(byte[] stream, int[] sizes)
    {
        var messages = FrameReader.Prefixed(stream, 4, ByteOrder.BigEndian);
        Assert.Equal(sizes, messages.Select(message => message.Length));
        for (var i = 0; i < sizes.Length; i++)
            Assert.True(messages[i].AsSpan().SequenceEqual(Pattern.Bytes(sizes[i], start: i)), $"message {i}");
    }

    private static void EmitMany(Subject<byte[]> source)
    {
        for (var i = 0; i < 2000 && source.HasObservers; i++)
            source.OnNext(new byte[16 * 1024]);
        source.OnCompleted();
    }

    private static async Task LetGoOn(string what, RxPair pair, IDisposable subscription, Task sending)
    {
        switch (what)
        {
            case "dispose":
                subscription.Dispose();
                break;
            case "socket":
                pair.Socket.Dispose();
                break;
            case "release":
                pair.Socket.Release().Dispose();
                break;
            case "loop":
                pair.Loop.Dispose();
                break;
            case "cancel":
                for (; !sending.IsCompleted; await Task.Yield())
                    pair.Socket.Cancel(); // of what is under way, and at times nothing is
                break;
            case "reset":
                pair.Pair.ResetByPeer();
                break;
        }
    }
}
