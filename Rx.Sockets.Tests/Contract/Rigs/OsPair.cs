using System.Net.Sockets;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>A pair over sockets of the operating system.</summary>
internal sealed class OsPair(RxPair pair, Wire wire, ISystemCalls? calls, HandlerErrors errors) : IContractPair
{
    private const int QuickAck = 12; // TCP_QUICKACK, linux/tcp.h

    private readonly byte[] _buffer = new byte[1024 * 1024];

    public RxSocket Socket => pair.Socket;

    public ISystemCalls Calls => calls ?? throw new NotSupportedException("This rig cannot see system calls; ask for the capability first.");

    public IReadOnlyCollection<Exception> UserErrors => errors.Expected;

    public void RunReady() => pair.RunReady();

    public void RunUntil(Func<bool> done) => pair.RunUntil(done);

    public long Fill()
    {
        var all = 0L;
        for (var more = -1L; more != 0; all += more)
        {
            more = FillOnce();

            // Bytes that wait for a delayed acknowledgement make room 40 ms later: have them acknowledged now.
            if (wire != Wire.Unix) pair.Peer.SetRawSocketOption((int)ProtocolType.Tcp, QuickAck, BitConverter.GetBytes(1));
        }

        return all;
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
        pair.RunUntil(() =>
        {
            pair.RunReady();
            while (pair.Peer.Poll(microSeconds: 0, SelectMode.SelectRead) && pair.Peer.Receive(_buffer) is var read and > 0)
                all += read;
            return !goOn();
        });
        return all;
    }

    public byte[] ReadToEnd()
    {
        using var all = new MemoryStream();
        while (ReceiveSome(_buffer) is var read and > 0)
            all.Write(_buffer.AsSpan(0, read));
        return all.ToArray();
    }

    public void ClosePeer() => pair.Peer.Dispose();

    public void HalfClosePeer() => pair.Peer.Shutdown(SocketShutdown.Send);

    public void LosePeer() => pair.Pair.ResetByPeer();

    public void EndSending() => pair.Local.Shutdown(SocketShutdown.Send);

    public void EndReceiving() => pair.Local.Shutdown(SocketShutdown.Receive);

    public void CloseUnderneath() => pair.Socket.Socket.Dispose();

    public void DisposeEngine() => pair.Loop.Dispose();

    // What is still to be delivered is delivered here, while the test has not ended. Left to the loop's end it would run on the thread
    // pool, where a handler that throws ends the whole run, and nobody knows of which test it was.
    public async ValueTask DisposeAsync()
    {
        await pair.Socket.DisposeAsync().AsTask().Within();
        if (!pair.Loop.Core.IsDisposed) pair.RunReady();
        await pair.DisposeAsync();
        errors.ThrowUnexpected();
    }

    // Not by Socket.Send: without blocking that needs a change of mode, which .NET does not undo.
    private long FillOnce()
    {
        var moved = 0L;
        Array.Clear(_buffer);
        while (new PosixSend().Try(pair.Local.SafeHandle, new Unsent(_buffer), SocketFlags.None) is { Errno: 0 } attempt)
            moved += attempt.Bytes;
        return moved;
    }

    private void Receive(long count, ReadOnlySpanAction take)
    {
        for (var left = count; left > 0;)
        {
            var read = ReceiveSome(_buffer.AsSpan(0, (int)Math.Min(left, _buffer.Length)));
            Assert.True(read > 0, $"the peer's stream ended {left} bytes before the {count} that were expected");
            take(_buffer.AsSpan(0, read));
            left -= read;
        }
    }

    private int ReceiveSome(Span<byte> into)
    {
        var start = TimeProvider.System.GetTimestamp();
        do
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Deadline.Limit, "the peer waits for bytes that do not come");
            pair.RunReady();
        }
        while (!pair.Peer.Poll(microSeconds: 1000, SelectMode.SelectRead));
        return pair.Peer.Receive(into);
    }

    private delegate void ReadOnlySpanAction(ReadOnlySpan<byte> bytes);
}
