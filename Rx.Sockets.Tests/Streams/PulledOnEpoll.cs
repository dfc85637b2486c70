using Rx.Sockets.Tests.Contract;

namespace Rx.Sockets.Tests.Streams;

/// <summary>Over a Unix domain socket: a full one stays full until the peer reads.</summary>
public static class PulledOnEpoll
{
    public sealed class Sequence : SequenceContract<EpollOverUnix.Rig>;

    public sealed class Channel : ChannelContract<EpollOverUnix.Rig>;

    public sealed class PipeReader : PipeReaderContract<EpollOverUnix.Rig>;

    public sealed class PipeWriter : PipeWriterContract<EpollOverUnix.Rig>;
}
