using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>A virtual socket and its peer.</summary>
internal sealed class VirtualPair : IContractPair
{
    private readonly HandlerErrors _errors = new();
    private readonly VirtualLoop _loop;
    private readonly WireBytes _wire = new();
    private readonly VirtualSocket _socket;

    public VirtualPair(long window, TimeSpan? unwatchedLimit)
    {
        _loop = new VirtualLoop(_errors);
        _socket = new VirtualSocket(_loop, window, unwatchedLimit);
        _socket.Peer.OnWire.Subscribe(sent => _wire.Add(sent.Value));
    }

    private delegate void SpanAction(ReadOnlySpan<byte> bytes);

    public RxSocket Socket => _socket;

    public ISystemCalls Calls => throw new NotSupportedException("There are no system calls; ask for the capability first.");

    public IReadOnlyCollection<Exception> UserErrors => _errors.Expected;

    public void RunReady()
    {
        while (_loop.TurnReady())
        {
        }
    }

    public void RunUntil(Func<bool> done)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!done())
        {
            if (_loop.Turn()) continue;
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Deadline.Limit, "virtual time stands still, and other threads bring nothing");
            Thread.Yield();
        }
    }

    public long Fill()
    {
        var room = _socket.Peer.Port.Room;
        _wire.Add(new byte[room]);
        _socket.Peer.Port.Open(-room);
        return room;
    }

    public byte[] Read(int count)
    {
        using var all = new MemoryStream(count);
        Receive(count, all.Write);
        return all.ToArray();
    }

    public void Discard(long count) => Receive(count, static _ => { });

    public long ReadWhile(Func<bool> goOn)
    {
        var all = 0L;
        RunUntil(() =>
        {
            RunReady();
            for (var read = 1; read > 0; all += read)
                read = ReceiveSome(int.MaxValue, static _ => { });
            return !goOn();
        });
        return all;
    }

    public byte[] ReadToEnd()
    {
        using var all = new MemoryStream();
        RunUntil(() =>
        {
            RunReady();
            var ended = _socket.Peer.HasEnded;
            return ReceiveSome(int.MaxValue, all.Write) == 0 && ended;
        });
        return all.ToArray();
    }

    public void ClosePeer() => _socket.Peer.Close();

    public void HalfClosePeer() => _socket.Peer.HalfClose();

    public void LosePeer() => _socket.Peer.Reset();

    public void EndSending() => _socket.ShutdownSend();

    public void EndReceiving() => throw new NotSupportedException("Nothing is received; ask for the capability first.");

    public void CloseUnderneath() => _socket.CloseUnderneath();

    public void DisposeEngine() => throw new NotSupportedException("Nothing to dispose; ask for the capability first.");

    public async ValueTask DisposeAsync()
    {
        await _socket.DisposeAsync().AsTask().Within();
        RunReady();
        _errors.ThrowUnexpected();
    }

    private void Receive(long count, SpanAction take) => RunUntil(() =>
    {
        for (var read = 1; count > 0 && read > 0; count -= read)
        {
            RunReady();
            read = ReceiveSome((int)Math.Min(count, int.MaxValue), take);
        }

        return count == 0;
    });

    private int ReceiveSome(int most, SpanAction take)
    {
        var bytes = _wire.Take(most);
        take(bytes.Span);
        if (bytes.Length > 0) _socket.Peer.Read(bytes.Length);
        return bytes.Length;
    }
}
