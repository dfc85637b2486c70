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

    public VirtualSocket Connect(long window = long.MaxValue, Overflow? overflow = null)
    {
        var socket = new VirtualSocket(Scheduler, window);
        var wire = _wires[socket] = [];
        socket.Peer.OnWire.Subscribe(part => wire.AddRange(part.Value.ToArray()));
        Assert.True(Set.Add(socket, overflow));
        return socket;
    }

    public void Begin(SendToOptions? options = null)
    {
        options = (options ?? new SendToOptions()) with { Scheduler = Scheduler, Settled = Settled.Add };
        Set.Departures.Subscribe(Departures.Add);
        _subscription = Source.SendTo(Set, options).Subscribe(Counts);
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
}
