using System.Net.Sockets;
using System.Reactive.Concurrency;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>Sockets on a loop whose ring belongs to one thread.</summary>
public sealed class LoopOnUringTests : IDisposable
{
    private const int KernelBuffer = 16 * 1024;

    private readonly SocketLoop _loop;
    private readonly List<SocketPair> _pairs = [];

    public LoopOnUringTests()
    {
        Machine.NeedsUring();
        _loop = new SocketLoop(SocketEngineKind.Uring);
    }

    public void Dispose()
    {
        _loop.Dispose();
        foreach (var pair in _pairs)
            pair.Dispose();
    }

    [Fact]
    public async Task The_end_of_the_loop_settles_what_waits_in_the_ring_and_lets_the_memory_go()
    {
        var ends = Enumerable.Range(0, 50).Select(_ => Park()).ToList();

        _loop.Dispose();

        foreach (var (socket, memory, settled) in ends)
        {
            var result = await settled.Task.Within();
            Assert.Equal(SocketError.OperationAborted, result.Error);
            Assert.Equal(socket.BytesTransferred, result.BytesTransferred);
            Assert.Equal(RxSocketState.OnlyClosable, socket.State);
            Assert.True(memory.Pins > 0 && memory.Pins == memory.Unpins, $"{memory.Pins} pins, {memory.Unpins} let go");
            await socket.DisposeAsync().AsTask().Within();
        }
    }

    [Fact]
    public async Task Release_inside_a_handler_on_the_loop_does_not_wait_for_the_loop()
    {
        var (socket, _, settled) = Park(onLoop: true);
        var released = new TaskCompletionSource<Socket>();
        _loop.Schedule(() => released.SetResult(socket.Release()));

        using var given = await released.Task.Within();
        Assert.False(given.SafeHandle.IsClosed);
        Assert.Equal(SocketError.OperationAborted, (await settled.Task.Within()).Error);
    }

    [Fact]
    public async Task Release_from_another_thread_waits_until_the_kernel_has_let_go()
    {
        var (socket, memory, _) = Park();
        using var given = await Task.Run(socket.Release, TestContext.Current.CancellationToken).Within();
        Assert.Equal(memory.Pins, memory.Unpins);
    }

    [Fact]
    public async Task Dispose_from_another_thread_does_not_wait_and_closes_when_the_kernel_has_let_go()
    {
        var (socket, memory, settled) = Park();
        await socket.DisposeAsync().AsTask().Within();
        Assert.Equal(SocketError.OperationAborted, (await settled.Task.Within()).Error);
        Assert.Equal(memory.Pins, memory.Unpins);
    }

    [Fact]
    public async Task While_a_handler_holds_the_loop_up_others_send_and_cancel_and_all_end_when_it_returns()
    {
        using var isHeld = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var before = Enumerable.Range(0, 50).Select(_ => Park()).ToList();
        _loop.Schedule(() =>
        {
            isHeld.Set();
            release.Wait(Deadline.Limit);
        });
        Assert.True(isHeld.Wait(Deadline.Limit, TestContext.Current.CancellationToken));

        var meanwhile = Enumerable.Range(0, 50).Select(_ => Park()).ToList();
        foreach (var (socket, _, settled) in meanwhile)
        {
            socket.Cancel(CancellationLevel.Partial);
            Assert.Equal(CancellationLevel.Partial, (await settled.Task.Within()).Cancelled); // the kernel has not been given it
        }

        foreach (var (socket, _, _) in before)
            socket.Cancel(CancellationLevel.Partial);
        release.Set();
        foreach (var (socket, memory, settled) in before)
        {
            Assert.Equal(new SendResult(SocketError.OperationAborted, socket.BytesTransferred, CancellationLevel.Partial), await settled.Task.Within());
            Assert.Equal(memory.Pins, memory.Unpins);
        }
    }

    /// <summary>A write of two slices that stands half-sent, its rest in the ring.</summary>
    private (RxSocket Socket, CountingMemory Memory, TaskCompletionSource<SendResult> Settled) Park(bool onLoop = false)
    {
        var pair = SocketPair.Connect(Wire.Unix, KernelBuffer);
        _pairs.Add(pair);
        var socket = new RxSocket(pair.Local, new RxSocketOptions { Loop = _loop, Scheduler = onLoop ? _loop : null });
        var memory = new CountingMemory(1024 * 1024);
        var settled = new TaskCompletionSource<SendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        socket.AsyncWrite([memory.Memory, new byte[1000]])
            .CancelOnUnsubscribe(CancellationLevel.Total, settled.SetResult)
            .Subscribe(new Recorder<SendResult>());
        Assert.Equal(1, socket.Outstanding);
        return (socket, memory, settled);
    }
}
