using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Native;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>A kernel that takes no entry while it has no memory, brings nothing, and notes how long it was waited for.</summary>
internal sealed class StubbornRing : Ring
{
    private int _pushed;

    public bool HasMemory { get; set; }

    public TimeSpan Waited { get; private set; }

    public override bool IsBound => false;

    public override bool HasRoom => true;

    public override bool HasCompletion => false;

    public override void Enable()
    {
    }

    public override void Push(in IoUringEntry entry) => _pushed++;

    public override int Submit()
    {
        var taken = HasMemory ? _pushed : 0;
        _pushed = 0;
        return taken;
    }

    public override void Wait(TimeSpan timeout) => Waited = timeout;

    public override bool TryTake(out IoUringCompletion completion)
    {
        completion = default;
        return false;
    }

    public override void Dispose()
    {
    }
}
