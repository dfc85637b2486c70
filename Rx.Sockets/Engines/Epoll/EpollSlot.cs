namespace Rx.Sockets.Engines.Epoll;

/// <summary>What epoll hands back with an event: an index and the generation of its use, so that a stale event finds nothing.</summary>
internal sealed record EpollSlot(int Index, uint Generation)
{
    public ulong Data => ((ulong)Generation << 32) | (uint)Index;
}
