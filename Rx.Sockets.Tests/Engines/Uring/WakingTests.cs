using System.Net.Sockets;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>No loop sleeps longer than it may: somebody can always wake it, or it wakes by itself.</summary>
public sealed class WakingTests
{
    [Fact]
    public void While_the_kernel_has_no_memory_for_the_watch_of_the_waker_no_wait_is_long()
    {
        var ring = new StubbornRing();
        using var engine = new UringEngine(ring, new FrozenTime());

        engine.Poll(Deadline.Limit);
        Assert.InRange(ring.Waited, TimeSpan.Zero, TimeSpan.FromMilliseconds(10));

        ring.HasMemory = true;
        engine.Poll(Deadline.Limit);
        Assert.Equal(Deadline.Limit, ring.Waited);
    }

    [Fact]
    public async Task A_loop_that_was_about_to_wait_without_limit_when_a_send_parked_looks_after_it()
    {
        Machine.NeedsUring();
        using var pair = SocketPair.Connect(Wire.Unix, bufferSize: 4096);
        using var engine = new UringEngine(RingSetup.Make(isBound: false), TimeProvider.System);
        var port = engine.Attach(pair.Local, new RecordingSink());
        var patience = engine.Patience ?? Timeout.InfiniteTimeSpan; // the loop has asked
        while (port.TryStart(new Unsent(new byte[4096]), SocketFlags.None, out _))
        {
        }

        Assert.Equal(Timeout.InfiniteTimeSpan, patience);
        try
        {
            await Task.Run(() => engine.Poll(patience), TestContext.Current.CancellationToken).Within();
        }
        finally
        {
            engine.Wake(); // one that still waits cannot be disposed
        }
    }
}
