using System.Buffers;
using System.Net.Sockets;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Architecture;

/// <summary>Every public name of the design, used as a program outside would: if this compiles, the names and signatures stand.
/// Each method group is put into a delegate of exactly the promised type.</summary>
public sealed class PublicNamesTests
{
    [Fact]
    public void Enumerations_have_their_numbers()
    {
        Assert.Equal([0, 1, 2, 4, 7], Numbers(CancellationLevel.None, CancellationLevel.Terminal, CancellationLevel.Partial, CancellationLevel.Total, CancellationLevel.All));
        Assert.Equal([0, 1, 2, 3], Numbers(SocketEngineKind.Auto, SocketEngineKind.Epoll, SocketEngineKind.Uring, SocketEngineKind.Portable));
        Assert.Equal([0, 1, 2], Numbers(RxSocketState.Usable, RxSocketState.OnlyClosable, RxSocketState.Closed));
        Assert.True(typeof(CancellationLevel).IsDefined(typeof(FlagsAttribute), inherit: false));
    }

    [Fact]
    public void A_result_is_made_and_taken_apart()
    {
        var result = new SendResult(SocketError.OperationAborted, 5, CancellationLevel.Partial);
        (SocketError error, long bytes) = result;
        (SocketError Error, long BytesTransferred, CancellationLevel Cancelled, bool IsSuccess) seen =
            (result.Error, result.BytesTransferred, result.Cancelled, result.IsSuccess);

        Assert.Equal((error, bytes, CancellationLevel.Partial, false), seen);
        Assert.True(new SendResult(SocketError.Success, 0).IsSuccess);
        Assert.False(default(SendResult).IsSuccess);
        SocketException exception = new SendException(result);
        Assert.Equal(result, ((SendException)exception).Result);
    }

    [Fact]
    public void Conditions_room_and_the_blocking_forms_have_their_names()
    {
        using var socket = new Rx.Sockets.Virtual.VirtualSocket(new HistoricalScheduler());
        Func<BufferSequence, CompletionCondition, SocketFlags, SendObservable> write = socket.AsyncWrite;
        Func<DynamicBuffer, CompletionCondition?, SocketFlags, SendObservable> writeDynamic = socket.AsyncWrite;
        Func<long, CompletionCondition>[] conditions = [CompletionCondition.TransferAtLeast, CompletionCondition.TransferExactly, CompletionCondition.TransferAll.WithStep];
        Func<BufferSequence, SocketFlags, long>[] blocking = [socket.Send, socket.Write];
        IObservable<System.Reactive.Unit> writable = socket.WaitWritable();
        CompletionCondition mine = CompletionCondition.From((error, total) => error == SocketError.Success ? 10 - total : 0);

        Assert.Equal(10, mine.Next(SocketError.Success, 0));
        Assert.Equal([1, 1], blocking.Select(send => send(new byte[1], SocketFlags.None)));
        Assert.Equal(3, conditions.Length);
        Assert.NotNull(writable);
        Assert.NotNull(write);
        Assert.NotNull(writeDynamic);
    }

    [Fact]
    public void Buffers_are_made_of_all_that_holds_bytes()
    {
        var bytes = new byte[4];
        ReadOnlyMemory<byte> memory = bytes;
        IReadOnlyList<ReadOnlyMemory<byte>> list = [memory, memory];
        BufferSequence[] all =
        [
            bytes, new ArraySegment<byte>(bytes), bytes.AsMemory(), memory, new ReadOnlySequence<byte>(memory),
            [memory, memory], BufferSequence.Of(list), BufferSequence.Of("four"), BufferSequence.Of(4),
        ];
        long total = all.Sum(buffers => buffers.Length);
        Func<long, BufferSequence> from = all[0].From;
        Func<long, BufferSequence> first = all[0].First;

        Assert.Equal((7 * 4) + (2 * 8), total);
        Assert.Equal((1, 3), (from(3).Length, first(3).Length));
    }

    [Fact]
    public async Task A_socket_has_its_members()
    {
        using var pair = SocketPair.Connect();
        await using var socket = new RxSocket(pair.Local);
        Func<BufferSequence, SocketFlags, SendObservable> send = socket.AsyncSend;
        Func<BufferSequence, SocketFlags, SendObservable> write = socket.AsyncWrite;
        (Socket, IObservable<SendResult>, RxSocketState, IObservable<RxSocketState>, long, int) members =
            (socket.Socket, socket.SettledSends, socket.State, socket.StateChanges, socket.BytesTransferred, socket.Outstanding);
        Func<Task> whenIdle = socket.WhenIdle;
        Action<CancellationLevel> cancel = socket.Cancel;
        Func<Socket> release = socket.Release;

        Assert.Equal(1, (await send(new byte[1], SocketFlags.None)).BytesTransferred);
        Assert.Equal(2, (await socket.AsyncSend(new byte[2])).BytesTransferred);
        Assert.Equal(3, (await write(new byte[3], SocketFlags.None).ToTask().Within()).BytesTransferred);
        await whenIdle().Within();
        cancel(CancellationLevel.All);
        socket.Cancel();
        Assert.Equal(6, socket.BytesTransferred);
        Assert.Same(pair.Local, release());
        Assert.Same(pair.Local, members.Item1);
    }

    [Fact]
    public async Task A_send_is_configured_and_composed()
    {
        using var pair = SocketPair.Connect();
        await using var socket = new RxSocket(pair.Local);
        var ledger = new List<SendResult>();
        SendObservable send = socket.AsyncWrite(new byte[3])
            .CancelOnUnsubscribe(CancellationLevel.Partial | CancellationLevel.Terminal, ledger.Add)
            .CancelOnUnsubscribe(CancellationLevel.Partial, settled: ledger.Add)
            .CancelWhen(Observable.Never<CancellationLevel>())
            .CancelWhen(CancellationToken.None, CancellationLevel.Total)
            .CancelAfter(TimeSpan.FromHours(1), CancellationLevel.Terminal)
            .CancelAfter(TimeSpan.FromHours(1), CancellationLevel.Terminal, TaskPoolScheduler.Default)
            .AsResult();
        IObservable<SendResult> cold = send;

        // A class, so that this infers without a cast.
        var sum = await Enumerable.Range(0, 3).Select(_ => socket.AsyncWrite(new byte[2])).Concat().Sum(result => result.BytesTransferred).ToTask().Within();
        var all = await cold.Repeat(2).ToList().ToTask().Within();

        Assert.Equal((6, 2, 2), (sum, all.Count, ledger.Count));
    }

    [Fact]
    public void A_loop_is_stepped_and_schedules()
    {
        using var loop = new SocketLoop(SocketEngineKind.Portable, ownThread: false);
        IScheduler scheduler = loop;
        Func<TimeSpan, bool> runOnce = loop.RunOnce;
        var ran = false;

        scheduler.Schedule(() => ran = true);

        Assert.True(runOnce(TimeSpan.Zero) && ran);
        Assert.Contains("portable", loop.EngineReason, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(SocketLoop.Shared.EngineReason));
    }

    [Fact]
    public void Options_have_their_defaults()
    {
        var options = new RxSocketOptions();

        Assert.Equal((SocketEngineKind.Auto, null, null, TimeSpan.FromSeconds(30)), (options.Engine, options.Loop, options.Scheduler, options.UnwatchedLimit));
        Assert.NotEqual(options, options with { UnwatchedLimit = Timeout.InfiniteTimeSpan });
    }

    private static int[] Numbers<T>(params T[] values) where T : struct, Enum => [.. values.Select(value => Convert.ToInt32(value, null))];
}
