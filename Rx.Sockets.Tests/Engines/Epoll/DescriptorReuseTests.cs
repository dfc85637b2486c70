using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Epoll;

/// <summary>A descriptor number whose socket was closed behind our back belongs to another attached socket at once. Neither events
/// nor withdrawals nor deregistration of the first may touch the second.</summary>
public sealed class DescriptorReuseTests : IDisposable
{
    private const int KernelBuffer = 16 * 1024;

    private readonly SocketLoop _loop = new(SocketEngineKind.Epoll, ownThread: false);
    private readonly List<IDisposable> _open = [];
    private readonly byte[] _first = Pattern.Bytes(1024 * 1024);
    private readonly byte[] _second = Pattern.Bytes(1024 * 1024, start: 1 << 30);

    [Theory, InlineData(Wire.Tcp), InlineData(Wire.Unix)]
    public async Task A_send_stranded_on_a_reused_number_is_aborted_and_the_new_owner_sends_all(Wire wire)
    {
        var (old, young) = ReuseANumber(wire);

        RunUntil(() => old.Heard.Ended.IsCompleted);

        await AssertBothReportRightAsync(old, young);
    }

    [Theory, InlineData(Wire.Tcp), InlineData(Wire.Unix)]
    public async Task A_withdrawal_on_a_reused_number_does_not_touch_the_new_owner(Wire wire)
    {
        var (old, young) = ReuseANumber(wire);

        old.Socket.Cancel();
        RunUntil(() => old.Heard.Ended.IsCompleted);

        await AssertBothReportRightAsync(old, young);
    }

    [Theory, InlineData(Wire.Tcp), InlineData(Wire.Unix)]
    public async Task Disposing_the_former_owner_of_a_number_does_not_take_the_new_one_out_of_epoll(Wire wire)
    {
        var (old, young) = ReuseANumber(wire);

        old.Socket.Dispose();
        RunUntil(() => old.Heard.Ended.IsCompleted);

        await AssertBothReportRightAsync(old, young);
    }

    public void Dispose()
    {
        foreach (var one in _open)
            one.Dispose();
        _loop.Dispose();
    }

    /// <summary>Two ends with a parked send each, the first closed behind our back, both on the same number.</summary>
    private (ParkedEnd Old, ParkedEnd Young) ReuseANumber(Wire wire)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var old = Park(SocketPair.Connect(wire, KernelBuffer), _first);
            var number = old.Pair.Local.Handle;
            old.Pair.Local.Dispose();
            var pair = SocketPair.Connect(wire, KernelBuffer); // listener, local, peer: the lowest free numbers
            var taken = pair.Local.Handle == number ? pair : SocketPair.Connect(wire, KernelBuffer);
            if (taken != pair) _open.Add(pair);
            if (taken.Local.Handle == number) return (old, Park(taken, _second));
            _open.Add(taken); // another test was quicker
        }

        throw new InvalidOperationException("The number was never given out again.");
    }

    private ParkedEnd Park(SocketPair pair, byte[] frame)
    {
        var end = new ParkedEnd(pair, _loop, frame);
        _open.Add(end.Socket);
        _open.Add(pair);
        return end;
    }

    private async Task AssertBothReportRightAsync(ParkedEnd old, ParkedEnd young)
    {
        var aborted = Assert.Single(old.Ledger.Results);
        Assert.Equal(SocketError.OperationAborted, aborted.Error);
        Assert.Equal(_first[..(int)aborted.BytesTransferred], await old.Pair.Peer.ReadToEndAsync());
        Assert.Equal(0, young.Ledger.Count);

        using var received = new MemoryStream();
        RunUntil(() =>
        {
            young.Pair.Peer.ReadAvailable(received);
            return received.Length == _second.Length && young.Heard.Ended.IsCompleted;
        });
        Assert.Equal(new SendResult(SocketError.Success, _second.Length), Assert.Single(young.Ledger.Results));
        Assert.True(received.ToArray().AsSpan().SequenceEqual(_second), "the peer got other bytes");
    }

    private void RunUntil(Func<bool> done)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!done())
        {
            _loop.RunOnce(TimeSpan.FromMilliseconds(20));
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Deadline.Limit, "the loop did not get there in time");
        }
    }
}
