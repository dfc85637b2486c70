using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Marbles.Running;

/// <summary>Turns what the production queue says about its sends into rows and verdicts.</summary>
internal sealed class SendTrace(Journal journal) : ISendTrace
{
    private readonly Dictionary<SendOperation, SendRow> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SendPlan, (string Name, int Refills)> _names = new(ReferenceEqualityComparer.Instance);
    private readonly List<SendRow> _all = [];
    private int _numbered;

    /// <summary>In the order of subscription.</summary>
    public IReadOnlyList<SendRow> Rows => _all;

    /// <summary>Whose outcome is being delivered, or was last.</summary>
    public SendRow? Delivered { get; private set; }

    public void Name(SendObservable send, string name) => _names[send.Plan] = (name, send.Plan.Refills);

    public SendRow Of(SendOperation operation)
    {
        if (!_rows.TryGetValue(operation, out var row)) _rows.Add(operation, row = new SendRow(NameOf(operation.Plan)));
        return row;
    }

    public void Subscribed(SendOperation operation)
    {
        if (_rows.TryGetValue(operation, out var former) && former.Start is not null) _rows.Remove(operation); // an await uses it again
        var row = Of(operation);
        row.Start = journal.Tick;
        _all.Add(row);
    }

    public void Left(SendOperation operation) => Of(operation).LeftAt = journal.Tick;

    public void Asked(SendOperation operation, CancellationLevel level, Verdict verdict)
    {
        if (level == CancellationLevel.None) return;
        var row = Of(operation);
        var item = journal.Add(LaneKind.Cancel, "cancel", $"{row.Name} {LevelText.Of(level)} {SendRow.Verdict(verdict)}");
        if (verdict is Verdict.Pending or Verdict.Granted) row.Pending.Add((item, level));
    }

    public void Settled(SendOperation operation)
    {
        var row = Of(operation);
        row.SettledAt = journal.Tick;
        row.Result = operation.State.Result;
        foreach (var (item, level) in row.Pending)
            item.Text = Decided(row, level, operation.State.Cancelled);
        if (!operation.CanLeave) End(row, operation);
    }

    public void Delivering(SendOperation operation)
    {
        var row = Of(operation);
        (Delivered, row.Delivered) = (row, true);
        if (operation.CanLeave && operation.State.Watch == Watch.Notifying) End(row, operation);
    }

    private static string Decided(SendRow row, CancellationLevel asked, CancellationLevel granted)
    {
        var text = $"{row.Name} {LevelText.Of(asked)}";
        if (granted == CancellationLevel.None) return $"{text} late";
        return asked == granted ? $"{text} accepted" : $"{text} accepted as {LevelText.Of(granted)}";
    }

    private void End(SendRow row, SendOperation operation) =>
        row.End = (journal.Tick, operation.State.Result.IsSuccess || operation.Plan.AsResult ? '|' : '#');

    private string NameOf(SendPlan plan)
    {
        if (_names.TryGetValue(plan, out var known) && known.Refills == plan.Refills) return known.Name;
        var name = $"s{++_numbered}";
        _names[plan] = (name, plan.Refills);
        return name;
    }
}
