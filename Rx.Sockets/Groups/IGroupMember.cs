namespace Rx.Sockets.Groups;

/// <summary>One member of one subscription of a group. Reports to <see cref="GroupRun.Completed"/>, once.</summary>
internal interface IGroupMember
{
    void Begin();

    /// <summary>Asks it to stop; before <see cref="Begin"/>, too.</summary>
    void Ask(CancellationLevel level);

    /// <summary>The subscriber of the group has gone.</summary>
    void Leave();
}
