using Rx.Sockets.Marbles.Running;

namespace Rx.Sockets.Marbles.Operators;

/// <summary>A group as a stream of a file: its result is a list of its members' outcomes, in the order in which they ended.</summary>
internal sealed class GroupStream(GroupObservable group, IReadOnlyList<string> names) : IObservable<object?>
{
    public IDisposable Subscribe(IObserver<object?> observer) => group.Subscribe(new Naming(observer, names));

    /// <summary>The same group, told something more.</summary>
    public GroupStream With(Func<GroupObservable, GroupObservable> more) => new(more(group), names);

    private sealed class Naming(IObserver<object?> observer, IReadOnlyList<string> names) : IObserver<GroupResult>
    {
        public void OnNext(GroupResult value) =>
            observer.OnNext(value.Order.Select(member => new MemberOutcome(names[member], value.Results[member])).ToList());

        public void OnError(Exception error) => observer.OnError(error);

        public void OnCompleted() => observer.OnCompleted();
    }
}
