using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

/// <summary>One race: a few sends, while the socket is disposed, released or cancelled, or they are left, from handlers and from
/// other threads. Everything is drawn from the given numbers.</summary>
internal sealed class EndRace(Random random, SocketLoop loop, Socket local, Socket peer)
{
    private readonly RxSocket _socket = new(local, new RxSocketOptions { Loop = loop, Scheduler = random.Next(2) == 0 ? null : loop });
    private readonly List<RacedSend> _sends = [];

    public async Task RunAsync()
    {
        var reading = peer.ReadToEndAsync();
        for (var i = random.Next(1, 5); i > 0; i--)
            _sends.Add(Draw(Pattern.Bytes(random.Next(1, random.Next(2) == 0 ? 100 : 1 << 19), start: _sends.Count << 20)));
        using var start = new Barrier(2);
        var (act, before) = (DrawAct(), random.Next(_sends.Count + 1));
        var other = Task.Run(() =>
        {
            start.SignalAndWait();
            act();
        });
        for (var i = 0; i < _sends.Count; i++)
        {
            if (i == before) start.SignalAndWait();
            Start(_sends[i]);
        }

        if (before == _sends.Count) start.SignalAndWait();
        await other.Within();
        await AssertExactAsync(reading);
    }

    private async Task AssertExactAsync(Task<byte[]> reading)
    {
        await _socket.WhenIdle().Within();
        await _socket.DisposeAsync().AsTask().Within();
        foreach (var send in _sends)
            await send.AssertOneOutcomeAsync();
        var received = await reading.Within();
        Assert.True(received.AsSpan().SequenceEqual(_sends.SelectMany(send => send.Sent).ToArray()), "the peer got other bytes than reported");
        Assert.Equal(_socket.BytesTransferred, received.Length);
    }

    private void Start(RacedSend send) =>
        send.Start(random.Next(2) == 0 ? _socket.AsyncSend(send.Bytes) : _socket.AsyncWrite(send.Bytes), (CancellationLevel)random.Next(8));

    private RacedSend Draw(byte[] bytes) => random.Next(6) switch
    {
        0 => new RacedSend(bytes) { InSettled = DrawAct() },
        1 => new RacedSend(bytes) { InObserver = DrawAct() },
        _ => new RacedSend(bytes),
    };

    private Action DrawAct()
    {
        var level = (CancellationLevel)random.Next(8);
        return random.Next(4) switch
        {
            0 => _socket.Dispose,
            1 => Release,
            2 => () => _socket.Cancel(level),
            _ => () => _sends.ForEach(send => send.Leave()),
        };
    }

    private void Release()
    {
        try
        {
            var released = _socket.Release();
            released.Shutdown(SocketShutdown.Send);
            released.Dispose();
        }
        catch (ObjectDisposedException)
        {
            // Somebody else has ended it before.
        }
    }
}
