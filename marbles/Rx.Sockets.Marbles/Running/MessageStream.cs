using System.Reactive;
using System.Reactive.Linq;

namespace Rx.Sockets.Marbles.Running;

/// <summary>A stream of messages of a file. Each subscription is counted beside it: see <see cref="MessageRun"/>.</summary>
internal sealed class MessageStream : IObservable<object?>
{
    private readonly IObservable<object?> _source;
    private readonly MarbleWorld _world;
    private readonly bool _isToMany;
    private readonly SendToOptions _options;
    private readonly Action<string?, SendProgress>? _tell;

    /// <param name="source">Values, each a message; asked for, if it can be.</param>
    /// <param name="world">Whose socket it goes to.</param>
    /// <param name="sockets">Those it goes to instead, if any.</param>
    /// <param name="options">All but the settled callbacks.</param>
    /// <param name="tell">Draws what the settled callbacks are told, of a socket or of all; null: it is not drawn.</param>
    /// <exception cref="ArgumentException">The options do not fit.</exception>
    public MessageStream(
        IObservable<object?> source, MarbleWorld world, IReadOnlyList<string> sockets, SendToOptions options, Action<string?, SendProgress>? tell)
    {
        (_source, _world, _isToMany, _tell) = (source, world, sockets.Count > 0, tell);
        _options = _isToMany ? options with { Scheduler = world.Scheduler } : options;
        foreach (var socket in sockets)
            world.Others.Join(socket);
        _ = Begin(NewRun(Observer.Create<object?>(static _ => { })), _options); // it is checked now, and not when somebody subscribes
    }

    public IDisposable Subscribe(IObserver<object?> observer)
    {
        var run = NewRun(observer);
        _world.Runs.Add(run);
        return Begin(run, _options with { Settled = run.Settled, SocketSettled = Tell }).Subscribe(run);
    }

    private MessageRun NewRun(IObserver<object?> observer)
    {
        var counts = _isToMany ? MessageCounts.OfMany : _source is PulledSource ? MessageCounts.ButOne : MessageCounts.All;
        return new MessageRun(observer, last => _tell?.Invoke(null, last), counts);
    }

    private IObservable<SendProgress> Begin(MessageRun run, SendToOptions options)
    {
        if (_source is PulledSource pulled)
        {
            var asked = new PulledRun(pulled, run.HandedOver);
            return _isToMany ? asked.SendTo(_world.Others.Set, options) : asked.SendTo(_world.Socket, options);
        }

        var pushed = _source.Select(Bytes.Of).Do(_ => run.HandedOver());
        return _isToMany ? pushed.SendTo(_world.Others.Set, options) : pushed.SendTo(_world.Socket, options);
    }

    private void Tell(SocketDeparture last) => _tell?.Invoke(_world.Others.NameOf(last.Socket), last.Progress);
}
