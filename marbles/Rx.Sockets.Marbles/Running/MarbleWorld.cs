using System.Reactive.Concurrency;
using System.Reactive.Linq;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Marbles.Running;

/// <summary>What exists in one scenario: a clock, a virtual socket with its peer, the sends and streams that are given.</summary>
public sealed class MarbleWorld
{
    private readonly Dictionary<string, IObservable<object?>> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SendObservable> _sends = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IObservable<object?>> _shared = new(StringComparer.Ordinal);
    private readonly Scenario _scenario;
    private readonly Journal _journal;
    private readonly SendTrace _trace;

    internal MarbleWorld(Scenario scenario, VirtualTimeScheduler<long, long> scheduler, Journal journal, SendTrace trace)
    {
        (_scenario, Scheduler, _journal, _trace) = (scenario, scheduler, journal, trace);
        var limit = scenario.Setting(SettingDefinition.Limit) is { } ticks ? TimeSpan.FromTicks(ticks) : (TimeSpan?)null;
        Socket = new VirtualSocket(scheduler, scenario.Setting(SettingDefinition.Window) ?? long.MaxValue, limit);
        if (scenario.Setting(SettingDefinition.Segment) is { } segment) Socket.Peer.Segment = segment;
        Socket.Queue.Trace = trace;
        Others = new OtherSockets(scenario, scheduler, journal);
        foreach (var stream in scenario.Given.OfType<StreamDefinition>().Where(d => d.Kind != StreamKind.Bound))
            AddHot(stream);
        foreach (var send in scenario.Given.OfType<SendDefinition>())
            _streams[send.Name] = send.RestOf is null ? Heard(_sends[send.Name] = Whole(send)) : RestOf(send);
    }

    /// <summary>The clock; one tick is one tick of TimeSpan. Pass it to every operator that takes a scheduler.</summary>
    public VirtualTimeScheduler<long, long> Scheduler { get; }

    /// <summary>The socket under test.</summary>
    public VirtualSocket Socket { get; }

    /// <summary>The sockets beside it.</summary>
    internal OtherSockets Others { get; }

    /// <summary>The streams of messages that the file has subscribed to.</summary>
    internal List<MessageRun> Runs { get; } = [];

    internal Dictionary<string, HotStream> Hot { get; } = new(StringComparer.Ordinal);

    /// <summary>A send or a stream of the scenario, by its name.</summary>
    /// <exception cref="KeyNotFoundException">Nothing of that name.</exception>
    public IObservable<object?> this[string name] =>
        Find(name) ?? throw new KeyNotFoundException($"Nothing of the name '{name}' is given in the scenario, or bound.");

    /// <summary>Brings a pipeline under test. The scenario says <c>name = bound</c>, and an observer subscribes to it. What the
    /// scenario gives in another way stays as it is.</summary>
    public void Bind<T>(string name, IObservable<T> pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        if (_scenario.Find(name) is not null && !IsBound(name)) return;
        if (pipeline is SendObservable send)
        {
            _trace.Name(send, name);
            _sends[name] = send;
        }

        _streams[name] = pipeline.Boxed();
    }

    /// <summary>Notes a word in the lane <c>log</c>.</summary>
    public void Log(string word) => _journal.Add(LaneKind.Log, "log", word);

    /// <summary>Notes what a settled callback was told.</summary>
    internal void Tell(string words) => _journal.Add(LaneKind.Callback, "told", words);

    /// <summary>Whether the scenario says that C# brings it.</summary>
    internal bool IsBound(string name) => _scenario.Find(name) is StreamDefinition { Kind: StreamKind.Bound };

    internal IObservable<object?>? Find(string name) => _streams.GetValueOrDefault(name);

    internal HotStream? FindSignal(string name) =>
        _scenario.Find(name) is StreamDefinition { Kind: StreamKind.Signal } ? Hot[name] : null;

    /// <summary>A send by its name, as itself; null: a stream of another kind, or of that name nothing.</summary>
    internal SendObservable? FindSend(string name) => _sends.GetValueOrDefault(name);

    /// <summary>The send of that name, on a slot; it keeps its name.</summary>
    internal SendObservable OnSlot(string name, CancellationSlot slot)
    {
        var send = _sends[name].BindCancellationSlot(slot);
        _trace.Name(send, name);
        return send;
    }

    /// <summary>One published stream for all that call it by one name; the first brings the source.</summary>
    internal IObservable<object?> Shared(string name, IObservable<object?> source)
    {
        if (!_shared.TryGetValue(name, out var shared)) _shared.Add(name, shared = source.Publish().RefCount());
        return shared;
    }

    private void AddHot(StreamDefinition definition)
    {
        var hot = new HotStream();
        Hot[definition.Name] = hot;
        _streams[definition.Name] = definition switch
        {
            { Kind: StreamKind.Pulled } => new PulledSource(definition.Name, hot.Subject, _journal),
            { From: { } level } => hot.Subject.StartWith(level),
            _ => hot.Subject,
        };
    }

    private SendObservable Whole(SendDefinition definition) => definition.Verb == SendVerb.Compose
        ? Named(definition, ComposedSteps.Of(Socket, definition, Scheduler))
        : Make(definition, BufferSequence.Of([.. definition.Slices.Select(s => (ReadOnlyMemory<byte>)s.Bytes())]));

    // What is left is known when it is subscribed to, not before.
    private IObservable<object?> RestOf(SendDefinition definition) => Observable.Defer(() =>
    {
        var whole = (SendDefinition)_scenario.Find(definition.RestOf!)!;
        var sent = _trace.Rows.LastOrDefault(r => r.Name == whole.Name)?.Wired ?? 0;
        return Heard(Make(definition, ((BufferSequence)whole.AllBytes()).From(sent)));
    });

    private BoxedStream<SendResult> Heard(SendObservable send) => new(send, _trace.Heard);

    private SendObservable Make(SendDefinition definition, BufferSequence buffers)
    {
        var send = definition.Verb == SendVerb.Send ? Socket.AsyncSend(buffers, definition.Flags) : Socket.AsyncWrite(buffers, definition.Flags);
        return Named(definition, send);
    }

    private SendObservable Named(SendDefinition definition, SendObservable send)
    {
        send = send.CancelOnUnsubscribe(definition.OnUnsubscribe ?? send.Plan.OnUnsubscribe, result => Told(definition, result));
        foreach (var request in definition.Requests)
            send = With(send, request);
        if (definition.AsResult) send = send.AsResult();
        _trace.Name(send, definition.Name);
        return send;
    }

    private SendObservable With(SendObservable send, RequestDefinition request) => request switch
    {
        { After: { } ticks } => send.CancelAfter(TimeSpan.FromTicks(ticks), request.Level!.Value),
        { Level: { } level } => send.CancelWhen(TokenOf(request.Stream!), level),
        _ => send.CancelWhen(_streams[request.Stream!].Where(value => value is CancellationLevel).Select(value => (CancellationLevel)value!)),
    };

    private CancellationToken TokenOf(string signal)
    {
        var hot = Hot[signal];
        if (_scenario.Find(signal) is StreamDefinition { From: not null }) hot.Token.Cancel();
        return hot.Token.Token;
    }

    private void Told(SendDefinition definition, SendResult result)
    {
        _trace.Delivered?.Callbacks.Add(result);
        if (definition.HasCallback) Tell(ResultText.Of(definition.Name, result));
    }
}
