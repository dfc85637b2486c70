using Rx.Sockets.Tests.Contract;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Over a Unix domain socket: a full one stays full until the peer reads.</summary>
public static class PulledOnPortable
{
    public sealed class Sequence : SequenceContract<PortableOverUnix.Rig>;

    public sealed class Channel : ChannelContract<PortableOverUnix.Rig>;

    public sealed class PipeReader : PipeReaderContract<PortableOverUnix.Rig>;

    public sealed class PipeWriter : PipeWriterContract<PortableOverUnix.Rig>;
}
