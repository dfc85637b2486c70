using System.Net.Sockets;
using Rx.Sockets.Cancellation;

namespace Rx.Sockets.Groups;

/// <summary>A pipeline as a member. It is never unsubscribed from: its outcome would be lost. It hears by its slot, and what is bound
/// there later hears of earlier requests.</summary>
internal sealed class PipelineMember : IGroupMember, IObserver<SendResult>
{
    private readonly Func<CancellationSlot, IObservable<SendResult>> _pipeline;
    private readonly GroupRun _group;
    private readonly int _index;
    private readonly SlotCore _slot;
    private SendResult _last = new(SocketError.Success, 0);
    private long _bytes;
    private int _asked;
    private int _ended;

    public PipelineMember(Func<CancellationSlot, IObservable<SendResult>> pipeline, GroupRun group, int index)
    {
        (_pipeline, _group, _index) = (pipeline, group, index);
        _slot = new SlotCore(new AskedTrigger(this));
    }

    public void Begin()
    {
        try
        {
            _pipeline(new CancellationSlot(_slot)).Subscribe(this);
        }
        catch (Exception error) when (Volatile.Read(ref _ended) == 0)
        {
            OnError(error);
        }
    }

    public void Ask(CancellationLevel level)
    {
        Interlocked.Or(ref _asked, (int)level);
        _slot.Emit(level);
    }

    public void Leave() => Ask(_group.OnUnsubscribe ?? CancellationLevel.Total);

    public void OnNext(SendResult value)
    {
        _last = value;
        _bytes += value.BytesTransferred;
    }

    public void OnError(Exception error)
    {
        var failed = (error as SendException)?.Result ?? new SendResult(SocketError.SocketError, 0);
        OnNext(failed);
        End(error);
    }

    public void OnCompleted() => End(_last.IsSuccess ? null : new SendException(_last));

    private void End(Exception? exception)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return;
        _group.Completed(_index, new SendResult(_last.Error, _bytes, Levels.OfWhole(_last.Cancelled, _bytes)), exception);
    }

    private sealed class AskedTrigger(PipelineMember member) : CancelTrigger
    {
        public override IDisposable Arm(ICancellable target, TimeProvider clock)
        {
            if (Volatile.Read(ref member._asked) is not 0 and var asked) target.RequestCancel((CancellationLevel)asked);
            return Nothing.Instance;
        }
    }
}
