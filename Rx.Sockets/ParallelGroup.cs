using Rx.Sockets.Groups;

namespace Rx.Sockets;

/// <summary>Several sends begun together and ended together: Asio's <c>parallel_group</c>.</summary>
/// <remarks>
/// <para>A group is over when all of its members are, whatever the condition; so the count of a loser is never discarded, as
/// <c>Amb</c> does. When the condition is met the members that are left are asked to stop, once: each gives what it can give
/// then, or refuses and ends whole.</para>
/// <para>Members are usually sends of different sockets. Those of one socket stand in line there as always.</para>
/// </remarks>
public sealed class ParallelGroup
{
    private readonly IReadOnlyList<MemberMaker> _members;

    private ParallelGroup(IReadOnlyList<MemberMaker> members, string parameter)
    {
        if (members.Count == 0) throw new ArgumentException("A group has at least one member.", parameter);
        _members = members;
    }

    /// <summary>A group of sends.</summary>
    /// <param name="sends">Each is subscribed to once for each subscription of the group, in this order; its <c>settled</c> callback,
    /// its requests and its place in line are its own.</param>
    /// <exception cref="ArgumentNullException"><paramref name="sends"/> is null.</exception>
    /// <exception cref="ArgumentException">No member, or one that is null.</exception>
    public static ParallelGroup Of(params IEnumerable<SendObservable> sends)
    {
        ArgumentNullException.ThrowIfNull(sends);
        return new([.. sends.Select(send => MakerOf(send, nameof(sends)))], nameof(sends));
    }

    /// <summary>A group of pipelines round sends.</summary>
    /// <param name="pipelines">Each is called once for each subscription of the group, with the slot by which its member is asked to
    /// stop: bind the sends in it (<see cref="SendObservable.BindCancellationSlot"/>), else it runs to its end. The slot is sticky: what
    /// is bound to it after a request hears of it. The outcome is that of the last value, with the sum of all counts.</param>
    /// <exception cref="ArgumentNullException"><paramref name="pipelines"/> is null.</exception>
    /// <exception cref="ArgumentException">No member, or one that is null.</exception>
    public static ParallelGroup Of(params IEnumerable<Func<CancellationSlot, IObservable<SendResult>>> pipelines)
    {
        ArgumentNullException.ThrowIfNull(pipelines);
        return new([.. pipelines.Select(pipeline => MakerOf(pipeline, nameof(pipelines)))], nameof(pipelines));
    }

    /// <summary>Asks nobody to stop. Asio's <c>wait_for_all</c>.</summary>
    public GroupObservable WaitForAll() => new(new GroupPlan(_members, static _ => false, CancellationLevel.None));

    /// <summary>The first member that ends, in whatever way, asks the others to stop. Asio's <c>wait_for_one</c>.</summary>
    /// <param name="level">What is asked of the others. All, as in Asio: a write that has begun is torn, at Partial. With Total it ends
    /// whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">An unknown level.</exception>
    public GroupObservable WaitForOne(CancellationLevel level = CancellationLevel.All) => Wait(static _ => true, level);

    /// <summary>The first member that succeeds asks the others to stop. Asio's <c>wait_for_one_success</c>, and its <c>||</c>.</summary>
    /// <inheritdoc cref="WaitForOne"/>
    public GroupObservable WaitForOneSuccess(CancellationLevel level = CancellationLevel.All) => Wait(static result => result.IsSuccess, level);

    /// <summary>The first member that does not succeed asks the others to stop. Asio's <c>wait_for_one_error</c>, and its <c>&amp;&amp;</c>.</summary>
    /// <inheritdoc cref="WaitForOne"/>
    public GroupObservable WaitForOneError(CancellationLevel level = CancellationLevel.All) => Wait(static result => !result.IsSuccess, level);

    private static MemberMaker MakerOf(SendObservable? send, string parameter)
    {
        if (send is null) throw new ArgumentException("A member is null.", parameter);
        return (run, index) => new SendMember(send.Plan, run, index);
    }

    private static MemberMaker MakerOf(Func<CancellationSlot, IObservable<SendResult>>? pipeline, string parameter)
    {
        if (pipeline is null) throw new ArgumentException("A member is null.", parameter);
        return (run, index) => new PipelineMember(pipeline, run, index);
    }

    private GroupObservable Wait(Func<SendResult, bool> condition, CancellationLevel level) =>
        new(new GroupPlan(_members, condition, Cancellation.Levels.Checked(level, nameof(level))));
}
