using System.Runtime.InteropServices;
using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Native;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>A kernel that does by seed what a real one may do: takes some entries and not others, ends requests in any order, sends
/// short, gives back what nobody asked for, loses against a completion the race to cancel, and answers before or after the target.</summary>
internal sealed class FakeRing(int room, bool isBound, Random random) : Ring
{
    private readonly List<IoUringEntry> _pushed = [];
    private readonly List<IoUringEntry> _pending = [];
    private readonly Queue<IoUringCompletion> _out = new();

    public override bool IsBound => isBound;

    public override bool HasRoom => _pushed.Count < room;

    public override bool HasCompletion => _out.Count > 0;

    /// <summary>What it has taken, by descriptor.</summary>
    public Dictionary<int, List<byte>> Taken { get; } = [];

    /// <summary>Sends and waits for room that it has not ended.</summary>
    public int Pending => _pending.Count(IsOurs);

    public bool IsDisposed { get; private set; }

    public override void Enable()
    {
    }

    public override void Push(in IoUringEntry entry)
    {
        Assert.True(HasRoom, "an entry was pushed into a full ring");
        _pushed.Add(entry);
    }

    public override int Submit()
    {
        var taken = random.Next(4) == 0 ? random.Next(_pushed.Count + 1) : _pushed.Count;
        foreach (var entry in _pushed.Take(taken))
            Take(entry);
        _pushed.Clear();
        return taken;
    }

    public override void Wait(TimeSpan timeout)
    {
        for (var events = random.Next(4); events > 0; events--)
            EndOne();
    }

    public override bool TryTake(out IoUringCompletion completion) => _out.TryDequeue(out completion);

    public override void Dispose() => IsDisposed = true;

    /// <summary>Takes as much as it likes of what is offered at once; null: it has no room.</summary>
    public int? SendNow(int descriptor, ReadOnlySpan<byte> bytes)
    {
        if (random.Next(3) != 0) return null;
        var count = random.Next(1, bytes.Length + 1);
        StreamOf(descriptor).AddRange(bytes[..count]);
        return count;
    }

    private static bool IsOurs(IoUringEntry entry) => entry.Length != IoUringCalls.PollMultishot || entry.Operation != IoUringCalls.OpPollAdd;

    private List<byte> StreamOf(int descriptor)
    {
        ref var stream = ref CollectionsMarshal.GetValueRefOrAddDefault(Taken, descriptor, out _);
        return stream ??= [];
    }

    private void Take(in IoUringEntry entry)
    {
        if (entry.Operation == IoUringCalls.OpAsyncCancel) Cancel(entry);
        else _pending.Add(entry);
    }

    private void Cancel(IoUringEntry cancel)
    {
        var isAll = (cancel.OperationFlags & IoUringCalls.CancelAny) != 0;
        var answersFirst = random.Next(2) == 0;
        if (answersFirst) End(cancel.UserData, 0);
        foreach (var target in _pending.Where(entry => isAll || entry.UserData == cancel.Address).ToList())
        {
            if (!isAll && random.Next(3) == 0) EndWithBytes(target); // it was on its way
            else End(target, -Errno.Canceled);
        }

        if (!answersFirst) End(cancel.UserData, 0);
    }

    private void EndOne()
    {
        var ours = _pending.Where(IsOurs).ToList();
        if (ours.Count == 0) return;
        var entry = ours[random.Next(ours.Count)];
        switch (random.Next(10))
        {
            case 0: End(entry, -Errno.Canceled); break;
            case 1: End(entry, -Errno.Again); break;
            case 2: End(entry, -Errno.Interrupted); break;
            case 3: End(entry, -Errno.ConnectionReset); break;
            default: EndWithBytes(entry); break;
        }
    }

    private void EndWithBytes(in IoUringEntry entry)
    {
        if (entry.Operation == IoUringCalls.OpPollAdd)
        {
            End(entry, PollCalls.Out);
            return;
        }

        var offered = BytesOf(entry);
        var count = random.Next(2) == 0 ? offered.Length : random.Next(1, offered.Length + 1);
        StreamOf(entry.Descriptor).AddRange(offered.AsSpan(0, count));
        End(entry, count);
    }

    private void End(in IoUringEntry entry, int result)
    {
        var data = entry.UserData;
        _pending.RemoveAll(pending => pending.UserData == data);
        End(data, result);
    }

    private void End(ulong data, int result) => _out.Enqueue(new IoUringCompletion { UserData = data, Result = result });

    private static unsafe byte[] BytesOf(in IoUringEntry entry)
    {
        // SAFETY: what the engine has put into an entry is pinned until it has been told of the end. That is what is tested.
        if (entry.Operation == IoUringCalls.OpSend) return new ReadOnlySpan<byte>((void*)entry.Address, (int)entry.Length).ToArray();
        var header = (MsgHdr*)entry.Address;
        var bytes = new List<byte>();
        foreach (var vector in new ReadOnlySpan<IoVec>((void*)header->Vectors, (int)header->VectorCount))
            bytes.AddRange(new ReadOnlySpan<byte>((void*)vector.Base, (int)vector.Length));
        return [.. bytes];
    }
}
