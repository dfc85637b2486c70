using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Rx.Sockets.Diagnostics;

/// <summary>Rented memory that knows how many sends of it have not settled.</summary>
internal sealed class GuardedMemory(IMemoryOwner<byte> rented, Action<string>? report) : MemoryManager<byte>
{
    private static bool _isWatching;

    private readonly Lock _gate = new();
    private readonly string _rentedBy = new StackTrace(skipFrames: 2, fNeedFileInfo: true).ToString();
    private int _lent;
    private bool _isReturned;

    /// <summary>Whether there may be guarded memory at all.</summary>
    public static bool IsWatching => Volatile.Read(ref _isWatching);

    public static MemoryPool<byte> WatchFromNowOn(MemoryPool<byte> pool)
    {
        Volatile.Write(ref _isWatching, true);
        return pool;
    }

    /// <summary>A send of <paramref name="slice"/> begins.</summary>
    /// <returns>What <see cref="TakeBack"/> is to be called on; null: not guarded.</returns>
    public static GuardedMemory? Lend(ReadOnlyMemory<byte> slice)
    {
        if (!MemoryMarshal.TryGetMemoryManager<byte, GuardedMemory>(slice, out var memory)) return null;
        lock (memory._gate)
            memory._lent++;
        return memory;
    }

    /// <summary>The send has settled.</summary>
    public void TakeBack()
    {
        bool free;
        lock (_gate)
            free = --_lent == 0 && _isReturned;
        if (free) rented.Dispose();
    }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isReturned), typeof(IMemoryOwner<byte>));
        return rented.Memory.Span;
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isReturned), typeof(IMemoryOwner<byte>));
        return rented.Memory[elementIndex..].Pin();
    }

    // A pin is disposed by its own handle.
    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        int lent;
        lock (_gate)
        {
            if (_isReturned) return;
            _isReturned = true;
            lent = _lent;
        }

        if (lent == 0) rented.Dispose();
        else Report($"Memory was returned to its pool while {lent} send(s) of it had not settled. It was rented here:\n{_rentedBy}");
    }

    private void Report(string mistake)
    {
        if (report is null) throw new InvalidOperationException(mistake);
        report(mistake);
    }
}
