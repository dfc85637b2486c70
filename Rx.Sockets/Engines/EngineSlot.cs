namespace Rx.Sockets.Engines;

/// <summary>What the kernel hands back with an event: an index and the generation of its use, so that a stale event finds nothing.</summary>
internal readonly record struct EngineSlot(int Index, uint Generation)
{
    public ulong Data => ((ulong)Generation << 32) | (uint)Index;
}
