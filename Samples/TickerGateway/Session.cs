using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Reactive.Threading.Tasks;
using Rx.Sockets;

namespace TickerGateway;

/// <summary>The feed runs from its first line to its last; then every subscriber leaves, with its counts.</summary>
internal sealed class Session(IConnectableObservable<string> feed, IReadOnlyList<Subscriber> subscribers)
{
    private readonly Dictionary<string, string> _newest = [];

    /// <summary>Lines that the feed has had.</summary>
    public long Offered { get; private set; }

    /// <returns>What each socket was sent, and all together.</returns>
    public async Task<(IDictionary<RxSocket, SendProgress> Each, SendProgress Total)> RunAsync()
    {
        var sockets = new SocketSet(subscribers.Select(subscriber => subscriber.Socket));
        var each = sockets.Departures.Take(subscribers.Count).ToDictionary(left => left.Socket, left => left.Progress).ToTask();
        using var open = new Subject<string>(); // only who leaves before the end of the stream departs, with counts of its own
        var total = Gateway.Publish(feed.Do(Note).Concat(open), sockets).ToTask();
        using var running = feed.Connect();
        await Task.WhenAll(subscribers.Where(subscriber => !subscriber.IsStalled).Select(subscriber => subscriber.ReadAsync()));
        foreach (var subscriber in subscribers)
        {
            if (!subscriber.IsStalled) sockets.Remove(subscriber.Socket);
            subscriber.Socket.Dispose(); // the stalled one is given up in the middle of a line
        }

        await each;
        open.OnCompleted();
        await Task.WhenAll(subscribers.Select(subscriber => subscriber.ReadAsync()));
        return (await each, await total);
    }

    /// <summary>Whether a subscriber has received what was sent, and no line of the feed is unaccounted for.</summary>
    public bool Agrees(Subscriber subscriber, SendProgress sent) =>
        subscriber.Received == sent.Messages
        && sent.Messages + sent.Dropped + sent.Conflated == Offered
        && (subscriber.IsStalled || (subscriber.Newest.Count == _newest.Count && !subscriber.Newest.Except(_newest).Any()));

    private void Note(string line)
    {
        _newest[Gateway.SymbolOf(line)] = line;
        Offered++;
    }
}
