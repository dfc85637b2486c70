using System.Net.Sockets;
using System.Reactive.Concurrency;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Epoll;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Epoll;

/// <summary>The edge that says "there is room again" passes after the kernel said EAGAIN and before the send is parked. There will
/// not be another one.</summary>
/// <remarks>Seen red: with the comparison of <c>_edges</c> taken out of EpollPort.TryPark the very first send stays outstanding.</remarks>
public sealed class EdgeBetweenAttemptAndParkTests : IDisposable
{
    private const int Sends = 1_000;

    private readonly SeamSend _seam = new();
    private readonly byte[] _block = new byte[64 * 1024];
    private SocketPair? _pair;
    private SocketLoop? _loop;
    private bool _isStepped;

    [Theory]
    [InlineData(Wire.Tcp, false)]
    [InlineData(Wire.Tcp, true)]
    [InlineData(Wire.Unix, false)]
    [InlineData(Wire.Unix, true)]
    public async Task A_thousand_of_a_thousand_sends_complete_though_their_edge_has_passed(Wire wire, bool ownThread)
    {
        await using var socket = Attach(wire, ownThread);
        await RegisterAsync(socket);

        for (var passed = 0; passed < Sends;)
        {
            FillBehindItsBack();
            _seam.OnceWhenBlocked(LetTheEdgePass);
            var heard = new Recorder<SendResult>();
            socket.AsyncSend(new byte[] { 1 }).Subscribe(heard);
            if (!_seam.Disarm()) passed++;
            Assert.True(socket.Outstanding == 0, $"send {passed} was parked, and no edge will come for it");
            await HearAsync(heard);
            Assert.True(heard.IsCompleted);
        }
    }

    public void Dispose()
    {
        _loop?.Dispose();
        _pair?.Dispose();
    }

    private RxSocket Attach(Wire wire, bool ownThread)
    {
        _pair = SocketPair.Connect(wire, bufferSize: 16 * 1024);
        _pair.Local.Blocking = false; // for the test's own calls; the engine does not care
        _isStepped = !ownThread;
        _loop = new SocketLoop(new EngineLoop(new EpollEngine(TimeProvider.System, _seam), TimeProvider.System), SocketEngineKind.Epoll, ownThread);
        return new RxSocket(_pair.Local, new RxSocketOptions { Loop = _loop, Scheduler = ownThread ? null : _loop });
    }

    // The first registration reports an edge of its own accord; the race is about those that follow.
    private async Task RegisterAsync(RxSocket socket)
    {
        FillBehindItsBack();
        var heard = new Recorder<SendResult>();
        socket.AsyncSend(new byte[] { 1 }).Subscribe(heard);
        _pair!.Peer.ReadAvailable();
        await HearAsync(heard);
    }

    private void FillBehindItsBack()
    {
        while (_pair!.Local.Send(_block, 0, _block.Length, SocketFlags.None, out var error) > 0 && error == SocketError.Success)
        {
        }
    }

    private void LetTheEdgePass()
    {
        _pair!.Peer.ReadAvailable();
        Assert.True(_pair.Local.Poll(Deadline.Limit, SelectMode.SelectWrite), "there is no room");
        if (_isStepped) Assert.True(_loop!.RunOnce(Deadline.Limit), "there was no edge");
        else WaitForALookAtEvents();
    }

    // A timer started by a timer waits for the next turn, and each turn begins with the events.
    private void WaitForALookAtEvents()
    {
        var tick = TimeSpan.FromTicks(1);
        using var looked = new ManualResetEventSlim();
        _loop!.Schedule(tick, () => _loop!.Schedule(tick, looked.Set));
        Assert.True(looked.Wait(Deadline.Limit, TestContext.Current.CancellationToken), "the loop does not turn");
    }

    private async Task HearAsync(Recorder<SendResult> heard)
    {
        while (_isStepped && !heard.Ended.IsCompleted)
            Assert.True(_loop!.RunOnce(Deadline.Limit), "nothing was notified");
        await heard.Ended.Within();
    }
}
