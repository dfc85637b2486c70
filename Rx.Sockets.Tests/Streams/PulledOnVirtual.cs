using Rx.Sockets.Tests.Contract;

namespace Rx.Sockets.Tests.Streams;

/// <summary>In virtual time.</summary>
public static class PulledOnVirtual
{
    public sealed class Sequence : SequenceContract<VirtualOverPeer.Rig>;

    public sealed class Channel : ChannelContract<VirtualOverPeer.Rig>;

    public sealed class PipeReader : PipeReaderContract<VirtualOverPeer.Rig>;

    public sealed class PipeWriter : PipeWriterContract<VirtualOverPeer.Rig>;
}
