using System.Buffers;
using System.Runtime.InteropServices;

namespace Rx.Sockets.Engines;

/// <summary>One buffer of a registration. It stays in place until the registration has ended and nobody holds it any more: whoever pins
/// it holds it, above all a send whose bytes the kernel has not copied. Any thread; its lock is an innermost one.</summary>
internal sealed class RegisteredMemory : MemoryManager<byte>
{
    private readonly Lock _gate = new();
    private readonly HoldCount _holds = new();
    private readonly Memory<byte> _memory;
    private MemoryHandle _pin;
    private bool _isRegistered = true;

    /// <summary>Pins <paramref name="memory"/>; what that throws comes through.</summary>
    public RegisteredMemory(Memory<byte> memory)
    {
        _memory = memory;
        _pin = memory.Pin();
    }

    // The base class would read the span to learn the length.
    public override Memory<byte> Memory => CreateMemory(_memory.Length);

    /// <summary>How often it is held.</summary>
    public int Holds
    {
        get
        {
            lock (_gate)
                return _holds.Count;
        }
    }

    /// <summary>Whether <paramref name="memory"/> is, or was, part of a registration.</summary>
    public static bool IsOne(ReadOnlyMemory<byte> memory) => MemoryMarshal.TryGetMemoryManager<byte, RegisteredMemory>(memory, out _);

    /// <summary>Holds what <paramref name="memory"/> is part of.</summary>
    /// <returns>False: it is part of no registration, or that has ended.</returns>
    public static bool TryHold(ReadOnlyMemory<byte> memory, out MemoryHandle hold)
    {
        hold = default;
        if (!MemoryMarshal.TryGetMemoryManager<byte, RegisteredMemory>(memory, out var registered, out var start, out _)) return false;
        lock (registered._gate)
        {
            if (!registered._isRegistered) return false;
            hold = registered.Hold(start);
            return true;
        }
    }

    /// <summary>Completes when nobody holds it.</summary>
    public Task WhenFree()
    {
        lock (_gate)
            return _holds.WhenNone();
    }

    /// <summary>The registration has ended: the memory may move as soon as nobody holds it. From here on it is ordinary memory.</summary>
    public void End()
    {
        var pin = default(MemoryHandle);
        lock (_gate)
        {
            _isRegistered = false;
            if (_holds.Count == 0) pin = TakePin();
        }

        pin.Dispose();
    }

    public override Span<byte> GetSpan() => _memory.Span;

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        lock (_gate)
        {
            if (_isRegistered || _holds.Count > 0) return Hold(elementIndex);
        }

        return _memory[elementIndex..].Pin();
    }

    public override void Unpin()
    {
        var pin = default(MemoryHandle);
        TaskCompletionSource? free;
        lock (_gate)
        {
            free = _holds.Release();
            if (_holds.Count == 0 && !_isRegistered) pin = TakePin();
        }

        try
        {
            pin.Dispose(); // may run the caller's code
        }
        finally
        {
            free?.SetResult();
        }
    }

    protected override void Dispose(bool disposing)
    {
        // Ended by its registration, which alone knows it.
    }

    private unsafe MemoryHandle Hold(int start)
    {
        _holds.Add();

        // SAFETY: pinned until the last hold has gone, and the index is that of a slice of this very memory.
        return new MemoryHandle((byte*)_pin.Pointer + start, pinnable: this);
    }

    private MemoryHandle TakePin()
    {
        var pin = _pin;
        _pin = default;
        return pin;
    }
}
