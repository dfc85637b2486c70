using System.Runtime.InteropServices;
using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Native;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>A kernel that does by seed what a real one may do: takes some entries and not others, ends requests in any order, sends
/// short, gives back what nobody asked for, loses against a completion the race to cancel, and answers before or after the target. What
/// it is to send without a copy it keeps reading until it gives notice, late, in any order, or never begins to.</summary>
internal sealed class FakeRing(int room, bool isBound, Random random) : Ring
{
    private readonly List<IoUringEntry> _pushed = [];
    private readonly List<IoUringEntry> _pending = [];
    private readonly Queue<IoUringCompletion> _out = new();
    private readonly List<(IoUringEntry Entry, byte[] Bytes)> _read = [];
    private bool _isDisposed;

    public override bool IsBound => isBound;

    public override bool SendsZeroCopy => true;

    public override bool HasRoom => _pushed.Count < room;

    public override bool HasCompletion => _out.Count > 0;

    /// <summary>What it has taken, by descriptor.</summary>
    public Dictionary<int, List<byte>> Taken { get; } = [];

    /// <summary>Sends and waits for room that it has not ended.</summary>
    public int Pending => _pending.Count(IsOurs);

    public bool IsDisposed => Volatile.Read(ref _isDisposed);

    /// <summary>How much memory of a descriptor it may still read that it has been given to send without a copy.</summary>
    public int Held(int descriptor) =>
        _read.Count(read => read.Entry.Descriptor == descriptor) + _pending.Count(entry => IsZeroCopy(entry) && entry.Descriptor == descriptor);

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
        for (var events = random.Next(6); events > 0; events--)
        {
            if (random.Next(3) == 0) GiveNotice();
            else EndOne();
        }
    }

    public override bool TryTake(out IoUringCompletion completion) => _out.TryDequeue(out completion);

    public override void Dispose() => Volatile.Write(ref _isDisposed, true);

    /// <summary>Takes as much as it likes of what is offered at once; null: it has no room.</summary>
    public int? SendNow(int descriptor, ReadOnlySpan<byte> bytes)
    {
        if (random.Next(3) != 0) return null;
        var count = random.Next(1, bytes.Length + 1);
        StreamOf(descriptor).AddRange(bytes[..count]);
        return count;
    }

    private static bool IsOurs(IoUringEntry entry) => entry.Length != IoUringCalls.PollMultishot || entry.Operation != IoUringCalls.OpPollAdd;

    private static bool IsZeroCopy(IoUringEntry entry) => entry.Operation == IoUringCalls.OpSendZeroCopy;

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
            case 4 when IsZeroCopy(entry): End(entry, random.Next(20) == 0 ? -Errno.OperationNotSupported : -Errno.OutOfMemory); break;
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
        if (IsZeroCopy(entry) && random.Next(4) != 0) EndAndGoOnReading(entry, result);
        else End(data, result);
    }

    private void EndAndGoOnReading(in IoUringEntry entry, int result)
    {
        _read.Add((entry, BytesOf(entry)));
        if (random.Next(8) == 0) GiveNotice(); // this one's, maybe: before it is said how it has ended
        End(entry.UserData, result, IoUringCalls.CompletionMore);
    }

    private void GiveNotice()
    {
        if (_read.Count == 0) return;
        var index = random.Next(_read.Count);
        var (entry, bytes) = _read[index];
        _read.RemoveAt(index);
        Assert.True(bytes.AsSpan().SequenceEqual(BytesOf(entry)), "memory has changed that the kernel was still reading");
        End(entry.UserData, 0, IoUringCalls.CompletionNotice);
    }

    private void End(ulong data, int result, uint flags = 0) =>
        _out.Enqueue(new IoUringCompletion { UserData = data, Result = result, Flags = flags });

    private static unsafe byte[] BytesOf(in IoUringEntry entry)
    {
        // SAFETY: what the engine has put into an entry is pinned until it has been told of the end. That is what is tested.
        if (entry.Operation != IoUringCalls.OpSendMessage) return new ReadOnlySpan<byte>((void*)entry.Address, (int)entry.Length).ToArray();
        var header = (MsgHdr*)entry.Address;
        var bytes = new List<byte>();
        foreach (var vector in new ReadOnlySpan<IoVec>((void*)header->Vectors, (int)header->VectorCount))
            bytes.AddRange(new ReadOnlySpan<byte>((void*)vector.Base, (int)vector.Length));
        return [.. bytes];
    }
}
