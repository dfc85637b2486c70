using System.Globalization;
using System.Net.Sockets;
using System.Reactive.Concurrency;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Parsing;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Marbles.Running;

/// <summary>Schedules what is under <c>when</c>: lane by lane, before the clock moves, so that in each column the test comes first.</summary>
internal sealed class Inputs(Scenario scenario, MarbleWorld world, IReadOnlyDictionary<string, ObserverInput> observers)
{
    public void Schedule(long origin)
    {
        foreach (var lane in scenario.When)
        {
            foreach (var (tick, symbol) in lane.Marbles(scenario.Time))
                world.Scheduler.ScheduleAbsolute(origin + tick, ActionOf(lane, symbol));
        }
    }

    private Action ActionOf(Lane lane, char symbol)
    {
        if (lane.Kind == LaneKind.Observer) return symbol == '^' ? observers[lane.Name].Subscribe : observers[lane.Name].Unsubscribe;
        if (lane.Kind is LaneKind.Peer or LaneKind.Member && char.IsAsciiDigit(symbol)) return () => PeerOf(lane).Read(symbol - '0');
        if (symbol == '|') return world.Hot[lane.Name].Subject.OnCompleted;
        if (lane.Kind == LaneKind.Sends && scenario.Find(symbol.ToString()) is SendDefinition send) return () => world.Hot[lane.Name].Emit(world[send.Name]);
        var items = MeaningReader.Read(lane.Kind, scenario.Where.First(l => l.Symbol == symbol));
        return () =>
        {
            foreach (var item in items)
                Do(lane, item);
        };
    }

    private void Do(Lane lane, Meaning item)
    {
        switch (lane.Kind)
        {
            case LaneKind.Member when item.Text == "joins": world.Others.Join(lane.Name); break;
            case LaneKind.Member when item.Text == "leaves": world.Others.Leave(lane.Name); break;
            case LaneKind.Peer or LaneKind.Member: DoToPeer(PeerOf(lane), item.Words); break;
            case LaneKind.Socket: DoToSocket(item.Words); break;
            default: Emit(lane, item); break;
        }
    }

    private VirtualPeer PeerOf(Lane lane) => lane.Kind == LaneKind.Member ? world.Others.PeerOf(lane.Name) : world.Socket.Peer;

    private static void DoToPeer(VirtualPeer peer, IReadOnlyList<string> words)
    {
        switch (words[0])
        {
            case "read": peer.Read(Number(words[1])); break;
            case "window": peer.Window = Number(words[1]); break;
            case "fail": peer.Fail(Enum.Parse<SocketError>(words[1])); break;
            case "reset": peer.Reset(); break;
            case "close": peer.Close(); break;
            default: peer.HalfClose(); break;
        }
    }

    private void DoToSocket(IReadOnlyList<string> words)
    {
        var socket = world.Socket;
        switch (words[0])
        {
            case "close": socket.Dispose(); break;
            case "release": socket.LetGo(); break;
            case "shutdown": socket.ShutdownSend(); break;
            case "closeunderneath": socket.CloseUnderneath(); break;
            case "cancel" when words.Count > 1 && LevelText.TryParse(words[1], out var level): socket.Cancel(level); break;
            default: socket.Cancel(); break;
        }
    }

    private void Emit(Lane lane, Meaning item)
    {
        var hot = world.Hot[lane.Name];
        if (item.Words[0] == "#") hot.Subject.OnError(new NamedException(item.Words[1]));
        else if (item.Words[0] == "|") hot.Subject.OnCompleted();
        else hot.Emit(ValueOf(lane, item.Text));
    }

    private object? ValueOf(Lane lane, string text)
    {
        if (lane.Kind == LaneKind.Sends) return world[text];
        if (lane.Kind == LaneKind.Signal) return LevelText.TryParse(text, out var level) ? level : text;
        if (text.StartsWith('"')) return QuotedText.Read(text, 0).Text;
        return long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : text;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
