using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Native;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>The kernel's ring, with a script: sends that come out of it are counted, and one that goes in may be made to fail.</summary>
internal sealed class WatchedRing(Ring ring, RingCalls calls) : Ring
{
    private readonly HashSet<ulong> _sends = [];
    private readonly Dictionary<ulong, int> _failing = [];
    private readonly Queue<IoUringCompletion> _out = new();

    public override bool IsBound => ring.IsBound;

    public override bool HasRoom => ring.HasRoom;

    public override bool HasCompletion => _out.Count > 0 || ring.HasCompletion;

    public override void Enable() => ring.Enable();

    public override void Push(in IoUringEntry entry)
    {
        if (entry.Operation is not (IoUringCalls.OpSend or IoUringCalls.OpSendMessage))
        {
            ring.Push(entry);
            return;
        }

        _sends.Add(entry.UserData);
        if (calls.ErrnoForRing() is var errno and not 0)
        {
            _failing[entry.UserData] = errno;
            ring.Push(RoomFor(entry));
        }
        else
        {
            ring.Push(entry);
        }
    }

    public override int Submit() => ring.Submit();

    public override void Wait(TimeSpan timeout) => ring.Wait(timeout);

    public override bool TryTake(out IoUringCompletion completion)
    {
        while (ring.TryTake(out var next))
        {
            if (_failing.Remove(next.UserData, out var errno)) next.Result = -errno;
            _out.Enqueue(next); // before the script runs, which may look for this very one
            if (_sends.Remove(next.UserData) && next.Result != -Errno.Canceled) calls.Came();
        }

        return _out.TryDequeue(out completion);
    }

    public override void Dispose() => ring.Dispose();

    // One that is to fail waits for room all the same, and moves nothing.
    private static IoUringEntry RoomFor(in IoUringEntry send) => new()
    {
        Operation = IoUringCalls.OpPollAdd,
        Descriptor = send.Descriptor,
        OperationFlags = (uint)PollCalls.Out,
        UserData = send.UserData,
    };
}
