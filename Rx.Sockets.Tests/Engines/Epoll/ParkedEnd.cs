using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Epoll;

/// <summary>One attached end of a pair with a write on it that stands half-sent.</summary>
internal sealed class ParkedEnd
{
    public ParkedEnd(SocketPair pair, SocketLoop loop, byte[] frame)
    {
        Pair = pair;
        Socket = new RxSocket(pair.Local, new RxSocketOptions { Loop = loop, Scheduler = loop });
        Socket.AsyncWrite(frame).CancelOnUnsubscribe(CancellationLevel.Total, Ledger.Settled).Subscribe(Heard);
        Assert.Equal(1, Socket.Outstanding);
    }

    public SocketPair Pair { get; }

    public RxSocket Socket { get; }

    public Ledger Ledger { get; } = new();

    public Recorder<SendResult> Heard { get; } = new();
}
