using System.Reactive.Linq;
using System.Reactive.Subjects;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Streams;

/// <summary>A stream to many virtual sockets: what each peer got, who left, what the counts say.</summary>
internal sealed class FanOutRig
{
    private readonly Dictionary<RxSocket, List<byte>> _wires = [];
    private IDisposable? _subscription;

    public TestScheduler Scheduler { get; } = new();

    public Subject<BufferSequence> Source { get; } = new();

    public SocketSet Set { get; } = [];

    public List<SocketDeparture> Departures { get; } = [];

    public Recorder<SendProgress> Counts { get; } = new();

    public List<SendProgress> Settled { get; } = [];

    /// <summary>What was told of each socket that the stream was over with.</summary>
    public List<SocketDeparture> Each { get; } = [];

    public VirtualSocket Connect(long window = long.MaxValue, Overflow? overflow = null)
    {
        var socket = new VirtualSocket(Scheduler, window);
        var wire = _wires[socket] = [];
        socket.Peer.OnWire.Subscribe(part => wire.AddRange(part.Value.ToArray()));
        Assert.True(Set.Add(socket, overflow));
        return socket;
    }

    public void Begin(SendToOptions? options = null) => Begin(options, settings => Source.SendTo(Set, settings));

    /// <summary>Begins a stream of another source to the set.</summary>
    public void Begin(SendToOptions? options, Func<SendToOptions, IObservable<SendProgress>> stream)
    {
        options = (options ?? new SendToOptions()) with { Scheduler = Scheduler, Settled = Settle, SocketSettled = Each.Add };
        Set.Departures.Subscribe(Departures.Add);
        _subscription = stream(options).Subscribe(Counts);
    }

    /// <summary>Begins another stream to the set; it lasts as long as the test.</summary>
    public Subject<BufferSequence> BeginAnother()
    {
        var source = new Subject<BufferSequence>();
        source.SendTo(Set, new SendToOptions { Scheduler = Scheduler }).Subscribe(_ => { });
        return source;
    }

    public void Say(params string[] messages)
    {
        foreach (var message in messages)
            Source.OnNext(BufferSequence.Of(message));
        Run();
    }

    public void Leave()
    {
        _subscription!.Dispose();
        Run();
    }

    public void Run() => Scheduler.AdvanceBy(10);

    public string Got(RxSocket socket) => System.Text.Encoding.UTF8.GetString([.. _wires[socket]]);

    /// <summary>The counts of each socket add up to those of the stream, whoever left when.</summary>
    private void Settle(SendProgress last)
    {
        Settled.Add(last);
        Assert.Equal(last with { Waits = 0 }, Each.Aggregate(default(SendProgress), static (sum, each) => sum + each.Progress));
        Assert.Distinct(Each.Select(each => each.Socket));
    }
}
