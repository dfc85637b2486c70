using System.Threading.Channels;

namespace Rx.Sockets.Streams;

/// <summary>What <see cref="Bridges.ToPull"/> was told. Immutable.</summary>
internal sealed record PullTerms<T>(int Capacity, OverflowKind Overflow, Action<T>? Dropped)
{
    /// <summary>Where the items of one enumeration wait. Several may write: a source that breaks the rules must not break it.</summary>
    public Channel<T> NewChannel() => Channel.CreateBounded(new BoundedChannelOptions(Capacity) { FullMode = ModeOf(Overflow) }, Dropped);

    private static BoundedChannelFullMode ModeOf(OverflowKind overflow) => overflow switch
    {
        OverflowKind.DropNewest => BoundedChannelFullMode.DropWrite, // the newest is the one that comes
        OverflowKind.DropOldest => BoundedChannelFullMode.DropOldest,
        _ => BoundedChannelFullMode.Wait,
    };
}
