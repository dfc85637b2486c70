using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Stress;

/// <summary>A socket with little room in the kernel, and a peer that reads all the time, in small pieces, and keeps what it has read.</summary>
internal sealed class StreamLine : IAsyncDisposable
{
    private const int Room = 8 * 1024;

    private readonly Lock _gate = new();
    private readonly MemoryStream _read = new();
    private readonly Task _reading;
    private TaskCompletionSource? _enough;
    private long _wanted;

    public StreamLine(SocketEngineKind engine)
    {
        Pair = RxPair.Threaded(engine, Wire.Unix, Room);
        _reading = Task.Factory.StartNew(Read, TaskCreationOptions.LongRunning);
    }

    public RxPair Pair { get; }

    /// <summary>So many bytes, when they have arrived. What came with them stays for the next time.</summary>
    public async Task<byte[]> TakeAsync(long count)
    {
        Task enough;
        lock (_gate)
        {
            _enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _wanted = count;
            if (_read.Length >= count) _enough.SetResult();
            enough = _enough.Task;
        }

        await enough.Within();
        lock (_gate)
        {
            var all = _read.ToArray();
            _read.SetLength(0);
            _read.Write(all.AsSpan((int)count));
            return all[..(int)count];
        }
    }

    /// <summary>All that arrives until the socket, which has been disposed, is closed.</summary>
    public async Task<byte[]> TakeToEndAsync()
    {
        await _reading.Within();
        return _read.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await Pair.DisposeAsync();
        await _reading.Within();
        _read.Dispose();
    }

    private void Read()
    {
        var buffer = new byte[3000];
        while (TryReceive(buffer, out var count))
        {
            lock (_gate)
            {
                _read.Write(buffer, 0, count);
                if (_read.Length >= _wanted) _enough?.TrySetResult();
            }
        }
    }

    private bool TryReceive(byte[] buffer, out int count)
    {
        try
        {
            count = Pair.Peer.Receive(buffer);
        }
        catch (SocketException)
        {
            count = 0;
        }

        return count > 0;
    }
}
