using System.Buffers;
using System.Net.Sockets;
using System.Reactive.Linq;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>Sends that block the caller: the same line, the same counts.</summary>
public abstract class BlockingContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Large = 1024 * 1024;

    [Fact]
    public void What_has_room_goes_at_once()
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect();
        Assert.Equal(100, pair.Socket.Write(Pattern.Bytes(100)));
        Assert.Equal(100, pair.Socket.Send(Pattern.Bytes(100, start: 100)));
        Assert.Equal(50, pair.Socket.Write(Pattern.Bytes(50, start: 200), SocketFlags.None, out var error));
        Assert.Equal(SocketError.Success, error);
        Assert.Equal(50, pair.Socket.Send(Pattern.Bytes(50, start: 250), SocketFlags.None, out error));
        Assert.Equal(SocketError.Success, error);
        Assert.Equal(Pattern.Bytes(300), pair.Read(300));
        Assert.Equal((300, 0), (pair.Socket.BytesTransferred, pair.Socket.Outstanding));
    }

    [Fact]
    public void A_condition_and_a_dynamic_buffer_mean_what_they_mean_elsewhere()
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect();
        var writer = new ArrayBufferWriter<byte>();
        writer.Write(Pattern.Bytes(100));
        Assert.Equal(30, pair.Socket.Write(writer, CompletionCondition.TransferExactly(30)));
        Assert.Equal(70, writer.WrittenCount); // when it returns
        Assert.Equal(70, pair.Socket.Write(writer, null, SocketFlags.None, out _));
        Assert.Equal(10, pair.Socket.Write(Pattern.Bytes(50, start: 100), CompletionCondition.TransferExactly(10)));
        Assert.Equal(5, pair.Socket.Write(Pattern.Bytes(50, start: 110), CompletionCondition.TransferExactly(5), SocketFlags.None, out _));
        Assert.Equal(Pattern.Bytes(115), pair.Read(115));
    }

    [Fact]
    public void A_send_of_nothing_and_one_that_fails_return_at_once()
    {
        var pair = Connect();
        Assert.Equal(0, pair.Socket.Send(default));
        Assert.Equal(0, pair.Socket.Write(default, SocketFlags.None, out var error));
        Assert.Equal(SocketError.Success, error);

        pair.EndSending();
        Assert.Equal(0, pair.Socket.Write(new byte[10], SocketFlags.None, out error));
        Assert.Equal(SocketError.Shutdown, error);
        Assert.Equal(new SendResult(SocketError.Shutdown, 0), Assert.Throws<SendException>(() => pair.Socket.Send(new byte[10])).Result);

        pair.Socket.Dispose();
        Assert.Equal(new SendResult(SocketError.NotSocket, 0), Assert.Throws<SendException>(() => pair.Socket.Write(new byte[10])).Result);
    }

    [Fact]
    public async Task It_blocks_until_the_peer_has_read()
    {
        Needs(Capability.Blocking);
        var pair = Connect();
        var writing = OnAnotherThread(() => pair.Socket.Write(Pattern.Bytes(Large)));
        Assert.Equal(Pattern.Bytes(Large), pair.Read(Large));
        pair.RunUntil(() => writing.IsCompleted);
        Assert.Equal(Large, await writing);
    }

    [Fact]
    public async Task It_never_jumps_the_line()
    {
        Needs(Capability.Blocking);
        var pair = Connect();
        var first = pair.WriteHalfWay(Pattern.Bytes(Large));
        var blocking = OnAnotherThread(() => pair.Socket.Write(Pattern.Bytes(1000, start: Large)));
        pair.RunUntil(() => pair.Socket.Outstanding == 2);
        var last = pair.Write(Pattern.Bytes(1000, start: Large + 1000));
        Assert.Equal(Pattern.Bytes(Large + 2000), pair.Read(Large + 2000));
        pair.RunUntil(() => blocking.IsCompleted);
        Assert.Equal(1000, await blocking);
        Assert.Equal((Large, 1000), (pair.Finish(first).BytesTransferred, pair.Finish(last).BytesTransferred));
    }

    [Theory]
    [InlineData(CancellationLevel.Partial, CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Total | CancellationLevel.Partial, CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Terminal, CancellationLevel.Terminal)]
    public async Task Cancel_ends_the_wait_with_the_exact_count(CancellationLevel asked, CancellationLevel given)
    {
        Needs(Capability.Blocking);
        var pair = Connect();
        var writing = OnAnotherThread(() => Assert.Throws<SendException>(() => pair.Socket.Write(Pattern.Bytes(Large))).Result);
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        pair.RunReady();
        pair.Socket.Cancel(asked);
        pair.RunUntil(() => writing.IsCompleted);
        var result = await writing;
        Assert.Equal(new SendResult(SocketError.OperationAborted, pair.Socket.BytesTransferred, given), result);
        Assert.Equal(Pattern.Bytes((int)result.BytesTransferred), pair.Read((int)result.BytesTransferred));
        if (given == CancellationLevel.Partial) pair.CheckUsable(); // a torn write gives up its place when it returns
    }

    [Fact]
    public async Task The_end_of_the_socket_ends_the_wait_with_the_exact_count()
    {
        Needs(Capability.Blocking);
        var pair = Connect();
        var error = SocketError.Success;
        var writing = OnAnotherThread(() => pair.Socket.Write(Pattern.Bytes(Large), SocketFlags.None, out error));
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        pair.RunReady();
        pair.Socket.Dispose();
        pair.RunUntil(() => writing.IsCompleted);
        Assert.Equal((await writing, SocketError.OperationAborted), (pair.Socket.BytesTransferred, error));
    }

    [Fact]
    public async Task A_condition_of_your_own_is_asked_while_the_caller_waits()
    {
        Needs(Capability.Blocking);
        var pair = Connect();
        var writing = OnAnotherThread(() => pair.Socket.Write(Pattern.Bytes(100), CompletionCondition.From((_, total) => 60 - total)));
        Assert.Equal(Pattern.Bytes(60), pair.Read(60));
        pair.RunUntil(() => writing.IsCompleted);
        Assert.Equal(60, await writing);
    }

    [Fact]
    public void On_the_loops_own_thread_it_is_refused_before_anything_is_sent()
    {
        Needs(Capability.Blocking);
        var pair = Connect();
        var refused = new List<InvalidOperationException>();
        pair.Socket.AsyncWrite(new byte[1]).Subscribe(_ =>
        {
            refused.Add(Assert.Throws<InvalidOperationException>(() => pair.Socket.Write(new byte[10])));
            refused.Add(Assert.Throws<InvalidOperationException>(() => pair.Socket.Send(new byte[10], SocketFlags.None, out var _)));
        });
        pair.RunUntil(() => refused.Count == 2);
        Assert.All(refused, error => Assert.Contains("AsyncWrite", error.Message, StringComparison.Ordinal));
        Assert.Equal((1, 0), (pair.Socket.BytesTransferred, pair.Socket.Outstanding));
        pair.Discard(1);
        pair.CheckUsable();
    }

    [Fact]
    public async Task Many_threads_write_whole_frames_beside_asynchronous_ones()
    {
        Needs(Capability.Blocking);
        const int Threads = 3;
        const int Frames = 40;
        const int Length = 3000;
        var pair = Connect();
        var writing = Enumerable.Range(1, Threads).Select(mark => OnAnotherThread(() =>
        {
            var moved = 0L;
            for (var i = 0; i < Frames; i++)
                moved += pair.Socket.Write(Enumerable.Repeat((byte)mark, Length).ToArray());
            return moved;
        })).ToList();
        var sent = Enumerable.Range(0, Frames).Select(_ => pair.Write(new byte[Length])).ToList();
        var wire = pair.Read((Threads + 1) * Frames * Length);
        pair.RunUntil(() => writing.TrueForAll(task => task.IsCompleted));
        Assert.All(await Task.WhenAll(writing), moved => Assert.Equal(Frames * Length, moved));
        Assert.All(sent, one => Assert.True(pair.Finish(one).IsSuccess));
        Assert.All(wire.Chunk(Length), frame => Assert.Single(frame.Distinct()));
    }

    // A thread of its own: the pool may be busy with other tests.
    private static Task<T> OnAnotherThread<T>(Func<T> action) => Task.Factory.StartNew(
        action, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
