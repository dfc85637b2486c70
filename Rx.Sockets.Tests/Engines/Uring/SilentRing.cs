using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Native;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>A kernel that takes all that it is given to send without a copy, and never gives notice.</summary>
internal sealed class SilentRing : Ring
{
    private readonly Queue<IoUringEntry> _pushed = new();
    private readonly Queue<IoUringCompletion> _out = new();
    private bool _isDisposed;

    public override bool IsBound => false;

    public override bool SendsZeroCopy => true;

    public override bool HasRoom => true;

    public override bool HasCompletion => _out.Count > 0;

    public bool IsDisposed => Volatile.Read(ref _isDisposed);

    public override void Enable()
    {
    }

    public override void Push(in IoUringEntry entry) => _pushed.Enqueue(entry);

    public override int Submit()
    {
        var taken = _pushed.Count;
        while (_pushed.TryDequeue(out var entry))
        {
            if (entry.Operation != IoUringCalls.OpSendZeroCopy) continue;
            _out.Enqueue(new IoUringCompletion { UserData = entry.UserData, Result = (int)entry.Length, Flags = IoUringCalls.CompletionMore });
        }

        return taken;
    }

    public override void Wait(TimeSpan timeout)
    {
    }

    public override bool TryTake(out IoUringCompletion completion) => _out.TryDequeue(out completion);

    public override void Dispose() => Volatile.Write(ref _isDisposed, true);
}
