using System.Net.Sockets;
using System.Reactive.Linq;

namespace Rx.Sockets.Marbles.Operators;

/// <summary>Groups of sends: <c>WaitForOne(a, b, total)</c>. A member that is not the name of a send is a pipeline, which is not asked
/// to stop, and called by its number.</summary>
internal static class GroupOperators
{
    public static void AddTo(OperatorTable table) => table
        .Add("WaitForAll", c => Of(c, static (group, _) => group.WaitForAll()))
        .Add("WaitForOne", c => Of(c, static (group, level) => group.WaitForOne(level)))
        .Add("WaitForOneSuccess", c => Of(c, static (group, level) => group.WaitForOneSuccess(level)))
        .Add("WaitForOneError", c => Of(c, static (group, level) => group.WaitForOneError(level)))
        .Add("CancelOnUnsubscribe", c => c.Group.With(group => group.CancelOnUnsubscribe(c.Level(0), Settled(c))))
        .Add("CancelWhen", c => c.Group.With(group => group.BindCancellationSlot(CancellationSignal.FromObservable(Levels(c.Stream(0))).Slot)));

    private static GroupStream Of(OperatorCall call, Func<ParallelGroup, CancellationLevel, GroupObservable> wait)
    {
        var level = call.Count > 0 && call.IsLevel(call.Count - 1) ? call.Level(call.Count - 1) : CancellationLevel.All;
        var members = Enumerable.Range(0, call.Count).Where(index => !call.IsLevel(index)).ToList();
        var group = members.All(index => call.Send(index) is not null)
            ? ParallelGroup.Of(members.Select(index => call.Send(index)!))
            : ParallelGroup.Of(members.Select(index => Pipeline(call, index)));
        return new GroupStream(wait(group, level), [.. members.Select((index, number) => call.Send(index) is null ? $"{number + 1}" : call.Word(index))]);
    }

    private static Func<CancellationSlot, IObservable<SendResult>> Pipeline(OperatorCall call, int index)
    {
        if (call.Send(index) is not null) return slot => call.World.OnSlot(call.Word(index), slot);
        var stream = call.Stream(index).Select(value => value as SendResult? ?? new SendResult(SocketError.Success, 0));
        return _ => stream;
    }

    private static Action<GroupResult>? Settled(OperatorCall call)
    {
        if (call.Count < 2) return null;
        var word = call.Word(1);
        return _ => call.World.Log(word);
    }

    private static IObservable<CancellationLevel> Levels(IObservable<object?> signal) => signal.Where(value => value is CancellationLevel).Select(value => (CancellationLevel)value!);
}
