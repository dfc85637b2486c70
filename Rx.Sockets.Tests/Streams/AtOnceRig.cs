using System.Net.Sockets;
using Rx.Sockets.Operations;
using Rx.Sockets.Streams;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>One socket of a stream to many, over a port that does what the test says.</summary>
internal sealed class AtOnceRig : IOutboxOwner
{
    private readonly ManualExecutor _executor = new();
    private readonly MessageLog _log = new(new SendToOptions { CopyUpTo = int.MaxValue }, conflation: null, released: null);
    private LogCursor _offered;
    private ScriptedPort _port = null!;

    public AtOnceRig()
    {
        Queue = new SendQueue(sink => _port = new ScriptedPort(sink), _executor, _executor, TimeProvider.System, Timeout.InfiniteTimeSpan);
        _offered = _log.Start;
        Backlog = new Backlog(_offered, sieve: null, Total);
        Outbox = new Outbox(Queue, Backlog, this);
    }

    public SendQueue Queue { get; }

    public ScriptedPort Port => _port;

    public Backlog Backlog { get; }

    /// <summary>The counts of the stream, kept by whoever offers.</summary>
    public Tally Total { get; } = new();

    public Outbox Outbox { get; }

    public bool HasEnded { get; private set; }

    public Exception? Error { get; private set; }

    /// <summary>The stream grows by a message; all of them together are the pattern.</summary>
    /// <returns>Whether it went at once.</returns>
    public bool Offer(int length)
    {
        _log.Append(BufferSequence.Of(Pattern.Bytes(length, start: (int)_log.End)), length);
        Assert.True(Offering.TryTake(ref _offered, out var offering));
        if (Outbox.TryAtOnce(offering, out var isOut))
        {
            if (isOut) Total.CountSent(offering.Messages, length);
            return isOut;
        }

        Backlog.LeaveStep();
        Outbox.Signal();
        return false;
    }

    /// <summary>A write of somebody else.</summary>
    public AwaitedSend Write(params byte[] bytes)
    {
        var write = new AwaitedSend(new SendPlan(Queue, bytes, SocketFlags.None, IsComposed: true));
        write.Start();
        return write;
    }

    public void Run() => _executor.Run();

    void IOutboxOwner.Freed(long bytes)
    {
        // What the tests look at is in the backlog.
    }

    void IOutboxOwner.Idle()
    {
        // As above.
    }

    void IOutboxOwner.Ended(Exception? error) => (HasEnded, Error) = (true, error);
}
