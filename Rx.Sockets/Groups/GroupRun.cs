using Rx.Sockets.Cancellation;

namespace Rx.Sockets.Groups;

/// <summary>One subscription of a group: who is over, in what order, and who has been asked.</summary>
internal sealed class GroupRun : ICancellable, IDisposable
{
    private readonly Lock _gate = new();
    private readonly GroupPlan _plan;
    private readonly IObserver<GroupResult> _observer;
    private readonly IGroupMember[] _members;
    private readonly SendResult[] _results;
    private readonly Exception?[] _exceptions;
    private readonly List<int> _order = [];
    private readonly List<IDisposable> _bindings = [];
    private bool _conditionMet;
    private bool _left;

    public GroupRun(GroupPlan plan, IObserver<GroupResult> observer)
    {
        _plan = plan;
        _observer = observer;
        _members = [.. plan.Members.Select((make, index) => make(this, index))];
        _results = new SendResult[_members.Length];
        _exceptions = new Exception?[_members.Length];
    }

    public CancellationLevel? OnUnsubscribe => _plan.OnUnsubscribe;

    private bool IsOver => _order.Count == _members.Length;

    /// <summary>Binds the slots, then begins the members. A request that comes meanwhile reaches those begun and those to come.</summary>
    public void Start()
    {
        if (!TryBind()) return;
        foreach (var member in _members)
            member.Begin();
    }

    /// <summary>A member is over; no other call of it follows.</summary>
    public void Completed(int member, SendResult result, Exception? exception)
    {
        bool asks, over;
        lock (_gate)
        {
            (_results[member], _exceptions[member]) = (result, exception);
            _order.Add(member);
            over = IsOver;
            asks = !over && !_conditionMet && _plan.Condition(result);
            _conditionMet |= asks;
        }

        if (asks) RequestCancel(_plan.ToOthers);
        if (over) End();
    }

    public void RequestCancel(CancellationLevel level)
    {
        foreach (var member in NotOver())
            member.Ask(level);
    }

    public void SignalFailed(Exception error) => RequestCancel(_plan.OnUnsubscribe ?? CancellationLevel.Total);

    /// <summary>The subscriber has gone.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_left) return;
            _left = true;
        }

        foreach (var member in NotOver())
            member.Leave();
    }

    private bool TryBind()
    {
        foreach (var slot in _plan.Slots)
        {
            if (slot.TryBind(this) is { } binding)
            {
                _bindings.Add(binding);
                continue;
            }

            Unbind();
            _observer.OnError(SlotCore.Taken());
            return false;
        }

        return true;
    }

    private List<IGroupMember> NotOver()
    {
        lock (_gate)
            return [.. _members.Where((_, index) => !_order.Contains(index))];
    }

    private void End()
    {
        Unbind();
        var result = new GroupResult(_results, _exceptions, _order);
        try
        {
            _plan.Settled?.Invoke(result);
        }
        finally
        {
            if (!Volatile.Read(ref _left)) _observer.OnNext(result);
            if (!Volatile.Read(ref _left)) _observer.OnCompleted();
        }
    }

    private void Unbind()
    {
        foreach (var binding in _bindings)
            binding.Dispose();
    }
}
