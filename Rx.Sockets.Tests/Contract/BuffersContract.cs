using System.Buffers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rx.Sockets.Diagnostics;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>Whose memory it is, when it is read, and for how long.</summary>
public abstract class BuffersContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Fact]
    public void The_list_is_copied_at_Subscribe_and_the_bytes_are_read_when_they_go()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var bytes = new byte[10];
        var list = new SpyList(bytes.AsMemory(0, 5), bytes.AsMemory(5));
        var sent = pair.Write(BufferSequence.Of(list));
        pair.RunReady();
        list.Slices.Clear();
        list.Slices.Add(new byte[100]);
        Pattern.Bytes(10).CopyTo(bytes, 0);
        pair.Discard(filled);
        Assert.Equal(new SendResult(SocketError.Success, 10), pair.Finish(sent));
        Assert.Equal(Pattern.Bytes(10), pair.Read(10));
    }

    [Fact]
    public void Every_kind_of_memory_arrives()
    {
        var pair = Connect();
        var native = Marshal.AllocHGlobal(1000);
        using var pool = new GuardedMemoryPool();
        var rented = pool.Rent(1000);
        Marshal.Copy(Pattern.Bytes(1000), 0, native, 1000);
        Pattern.Bytes(1000).CopyTo(rented.Memory);
        BufferSequence[] all =
        [
            BufferSequence.FromPointer(native, 1000), BufferSequence.FromPointer(native, 10), BufferSequence.Of(rented).First(1000),
            BufferSequence.Of(rented).First(10), BufferSequence.Of(Pattern.Bytes(1010), 10, 1000), BufferSequence.Of(new List<byte>(Pattern.Bytes(30))),
            BufferSequence.Of<int>([1, 2]), BufferSequence.Of(3L), BufferSequence.Of("déjà vu"), "literal"u8, BufferSequence.FromHex("0xdead'beef"),
            new ReadOnlySequence<byte>(Pattern.Bytes(20)), BufferSequence.Of([.. new BufferSequence[] { BufferSequence.FromPointer(native, 300), BufferSequence.Of(rented).First(300) }.SelectMany(Slices)]),
        ];
        foreach (var buffers in all)
        {
            var expected = buffers.ToArray();
            var sent = pair.Write(buffers);
            Assert.Equal(expected, pair.Read(expected.Length));
            Assert.Equal(new SendResult(SocketError.Success, expected.Length), pair.Finish(sent));
        }

        rented.Dispose();
        Marshal.FreeHGlobal(native);
    }

    [Fact]
    public void A_list_that_has_changed_between_two_subscriptions_is_read_anew()
    {
        var pair = Connect();
        var list = new SpyList(Pattern.Bytes(5));
        var write = pair.Socket.AsyncWrite(BufferSequence.Of(list));
        Assert.Equal(5, pair.Finish(Sent.Begin(write)).BytesTransferred);
        list.Slices.Add(Pattern.Bytes(7, start: 5));
        Assert.Equal(12, pair.Finish(Sent.Begin(write)).BytesTransferred);
        Assert.Equal([.. Pattern.Bytes(5), .. Pattern.Bytes(12)], pair.Read(17));
    }

    [Fact]
    public void A_waiting_send_keeps_its_memory_alive()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var memory = BeginAndForget(pair);
        Assert.True(IsAliveAfterCollection(memory));
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(100_000), pair.Read(100_000));
    }

    [Theory]
    [InlineData("sent")]
    [InlineData("cancelled")]
    [InlineData("closed")]
    public void Memory_is_let_alone_from_the_moment_the_send_has_settled(string end)
    {
        var pair = Connect();
        var first = new SpyMemory(Pattern.Bytes(100_000));
        var second = new SpyMemory(Pattern.Bytes(100_000, start: 100_000));
        var settled = -1;
        pair.Socket.AsyncWrite([first.Memory, second.Memory])
            .CancelOnUnsubscribe(CancellationLevel.Partial, _ => settled = first.Uses + second.Uses)
            .AsResult().Subscribe(new Recorder<SendResult>());
        pair.RunReady();
        Assert.Equal(-1, settled);
        End(pair, end, 200_000);
        pair.RunUntil(() => settled >= 0);
        pair.RunReady();
        if (end != "closed") pair.Finish(pair.Send(default));
        Assert.True(settled > 0);
        Assert.Equal(settled, first.Uses + second.Uses);
    }

    [Theory]
    [InlineData("sent")]
    [InlineData("cancelled")]
    [InlineData("closed")]
    public void Memory_can_be_collected_when_the_send_is_over(string end)
    {
        Needs(Capability.ForgetsMemory);
        var pair = Connect();
        var memory = BeginAndForget(pair);
        End(pair, end, 100_000);
        pair.RunUntil(() => pair.Socket.WhenIdle().IsCompleted);
        pair.RunReady();
        pair.RunUntil(() => !IsAliveAfterCollection(memory));
    }

    [Fact]
    public void One_slice_and_a_list_of_one_behave_alike()
    {
        var bytes = Pattern.Bytes(1024 * 1024);
        BufferSequence[] forms = [bytes, new ReadOnlyMemory<byte>(bytes), BufferSequence.Of(new SpyList(bytes)), [bytes]];
        foreach (var form in forms)
        {
            var pair = Connect();
            var sent = pair.Finish(pair.Send(form));
            Assert.True(sent.IsSuccess);
            Assert.InRange(sent.BytesTransferred, 1, bytes.Length - 1);
            Assert.Equal(bytes[..(int)sent.BytesTransferred], pair.Read((int)sent.BytesTransferred));
            var written = pair.Write(form);
            Assert.Equal(bytes, pair.Read(bytes.Length));
            Assert.Equal(new SendResult(SocketError.Success, bytes.Length), pair.Finish(written));
        }
    }

    [Fact]
    public void The_rest_after_a_short_send_is_From_and_clamps()
    {
        var pair = Connect();
        BufferSequence all = [Pattern.Bytes(300_000), Pattern.Bytes(700_000, start: 300_000)];
        var taken = pair.Finish(pair.Send(all)).BytesTransferred;
        var rest = pair.Write(all.From(taken));
        Assert.Equal(Pattern.Bytes(1_000_000), pair.Read(1_000_000));
        Assert.Equal(1_000_000 - taken, pair.Finish(rest).BytesTransferred);
        Assert.Equal((0, 1_000_000, 0, 1_000_000), (all.From(1_000_001).Length, all.From(-1).Length, all.First(-1).Length, all.First(1_000_001).Length));
        Assert.Equal(0, pair.Finish(pair.Send(all.From(long.MaxValue))).BytesTransferred);
    }

    private static void End(IContractPair pair, string how, int length)
    {
        if (how == "cancelled") pair.Socket.Cancel(CancellationLevel.Partial);
        else if (how == "closed") pair.Socket.Dispose();
        else Assert.Equal(Pattern.Bytes(length), pair.Read(length));
    }

    private static bool IsAliveAfterCollection(WeakReference memory)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return memory.IsAlive;
    }

    // Not inlined, so that nothing on the test's own stack keeps the array.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference BeginAndForget(IContractPair pair)
    {
        var bytes = Pattern.Bytes(100_000);
        pair.Write(bytes);
        return new WeakReference(bytes);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Slices(BufferSequence buffers)
    {
        foreach (var slice in buffers)
            yield return slice;
    }
}
