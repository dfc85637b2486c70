using System.Reactive.Concurrency;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Parsing;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Marbles.Running;

/// <summary>The sockets of a scenario beside the one under test, and the set of those that have joined.</summary>
internal sealed class OtherSockets
{
    private readonly Dictionary<string, (VirtualSocket Socket, Overflow? Overflow)> _byName = new(StringComparer.Ordinal);
    private readonly Journal _journal;

    public OtherSockets(Scenario scenario, IScheduler scheduler, Journal journal)
    {
        _journal = journal;
        foreach (var definition in scenario.Given.OfType<SocketDefinition>())
        {
            var socket = new VirtualSocket(scheduler, definition.Window ?? long.MaxValue);
            socket.Peer.OnWire.Subscribe(bytes => journal.Add(LaneKind.Sent, definition.Name, QuotedText.Quote(QuotedText.Of(bytes.Value.Span))));
            _byName.Add(definition.Name, (socket, definition.Overflow is { } policy ? PolicyText.Find(policy) : null));
        }

        Set.Departures.Subscribe(Departed);
    }

    public IEnumerable<VirtualSocket> All => _byName.Values.Select(other => other.Socket);

    public SocketSet Set { get; } = [];

    public VirtualPeer PeerOf(string name) => _byName[name].Socket.Peer;

    public string NameOf(RxSocket socket) => _byName.First(other => other.Value.Socket == socket).Key;

    /// <exception cref="ArgumentException">It is not given, or its policy is none for this stream.</exception>
    public void Join(string name)
    {
        if (!_byName.TryGetValue(name, out var other)) throw new ArgumentException($"'{name}' is not a socket that is given");
        Set.Add(other.Socket, other.Overflow);
    }

    public void Leave(string name) => Set.Remove(_byName[name].Socket);

    private void Departed(SocketDeparture departure)
    {
        _journal.Add(LaneKind.Log, "log", NameOf(departure.Socket));
        _journal.Add(LaneKind.Log, "log", departure.Error is { } error ? ValueText.Of(error) : "left");
    }
}
