using System.Reactive.Subjects;
using System.Text;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Streams;

/// <summary>A stream of messages from the test's hand to a virtual socket, and what everybody sees of it.</summary>
internal sealed class StreamScene
{
    private readonly List<string> _wire = [];
    private readonly List<SendProgress> _settled = [];
    private readonly IDisposable _subscription;

    public StreamScene(long window, SendToOptions? options = null, TimeSpan? unwatchedLimit = null)
    {
        Socket = new VirtualSocket(Scheduler, window, unwatchedLimit);
        Socket.Peer.OnWire.Subscribe(sent => _wire.Add(Encoding.Latin1.GetString(sent.Value.Span)));
        options = (options ?? new SendToOptions()) with
        {
            Settled = last =>
            {
                Assert.False(Heard.Ended.IsCompleted);
                _settled.Add(last);
            },
            Released = message => Released.Add(Encoding.Latin1.GetString(message.ToArray())),
        };
        _subscription = Source.SendTo(Socket, options).Subscribe(Heard);
        Assert.Equal(0, Heard.Calls);
    }

    public TestScheduler Scheduler { get; } = new();

    public VirtualSocket Socket { get; }

    public Subject<BufferSequence> Source { get; } = new();

    public Recorder<SendProgress> Heard { get; } = new();

    public List<string> Released { get; } = [];

    /// <summary>Messages that were handed over while the stream took them.</summary>
    public int Accepted { get; private set; }

    /// <summary>What left, native send by native send.</summary>
    public IReadOnlyList<string> Wire => _wire;

    public string Sent => string.Concat(_wire);

    /// <summary>The counts that the stream ended with, said once.</summary>
    public SendProgress Last => Assert.Single(_settled);

    public bool HasSettled => _settled.Count > 0;

    public void Send(params string[] messages)
    {
        foreach (var message in messages)
        {
            if (Source.HasObservers) Accepted++;
            var calls = Heard.Calls;
            Source.OnNext(Encoding.Latin1.GetBytes(message));
            Assert.Equal(calls, Heard.Calls); // never inside
        }
    }

    /// <summary>Unsubscribes; nobody hears anything any more.</summary>
    public void Leave()
    {
        var calls = Heard.Calls;
        _subscription.Dispose();
        Assert.False(Source.HasObservers);
        Assert.Equal(calls, Heard.Calls);
    }

    /// <summary>The peer reads, and what that leads to is told.</summary>
    public void Read(long count)
    {
        Socket.Peer.Read(count);
        Tell();
    }

    /// <summary>What has been posted is told.</summary>
    public void Tell() => Scheduler.AdvanceBy(4);

    /// <summary>Every message is in one of the counts, now or at the end.</summary>
    public void CheckSums()
    {
        Tell();
        var now = HasSettled ? Last : Heard.Values[^1];
        Assert.Equal(Accepted, now.Messages + now.Dropped + now.Conflated + now.QueuedMessages);
        Assert.Equal(Sent.Length, Socket.BytesTransferred);
        if (!HasSettled) return;
        Assert.Equal((0, 0), (now.QueuedMessages, now.QueuedBytes));
        Assert.Equal(Sent.Length, now.Bytes);
    }
}
