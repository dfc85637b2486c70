namespace Rx.Sockets.Groups;

/// <summary>Makes the member of one subscription; it begins later.</summary>
internal delegate IGroupMember MemberMaker(GroupRun run, int index);
