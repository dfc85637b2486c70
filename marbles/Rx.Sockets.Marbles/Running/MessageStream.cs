using System.Reactive.Linq;

namespace Rx.Sockets.Marbles.Running;

/// <summary>A stream of messages of a file. Each subscription is counted beside it: see <see cref="MessageRun"/>.</summary>
internal sealed class MessageStream : IObservable<object?>
{
    private readonly IObservable<BufferSequence> _source;
    private readonly MarbleWorld _world;
    private readonly SendToOptions _options;
    private readonly Action<SendProgress>? _tell;

    /// <param name="source">Values, each a message.</param>
    /// <param name="world">Whose socket it goes to.</param>
    /// <param name="options">All but the settled callback.</param>
    /// <param name="tell">Draws what the settled callback is told; null: it is not drawn.</param>
    /// <exception cref="ArgumentException">The options do not fit.</exception>
    public MessageStream(IObservable<object?> source, MarbleWorld world, SendToOptions options, Action<SendProgress>? tell)
    {
        (_source, _world, _options, _tell) = (source.Select(Bytes.Of), world, options, tell);
        _ = _source.SendTo(world.Socket, options); // it is checked now, and not when somebody subscribes
    }

    public IDisposable Subscribe(IObserver<object?> observer)
    {
        var run = new MessageRun(observer, _tell);
        _world.Runs.Add(run);
        return _source.Do(_ => run.HandedOver()).SendTo(_world.Socket, _options with { Settled = run.Settled }).Subscribe(run);
    }
}
