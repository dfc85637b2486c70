using System.Reactive.Concurrency;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Parsing;

namespace Rx.Sockets.Marbles.Running;

/// <summary>Plays one scenario in virtual time and notes everything.</summary>
internal sealed class ScenarioRunner
{
    // ReactiveTest.Subscribed: with 0 the first input would slide to tick 1.
    private const long Origin = 200;

    // So far behind the ruler nothing may happen any more.
    private const long Overrun = 1000;

    private readonly Scenario _scenario;
    private readonly string _path;
    private readonly MarbleOptions _options;
    private readonly VirtualTimeScheduler<long, long> _scheduler;
    private readonly Journal _journal;
    private readonly SendTrace _trace;

    public ScenarioRunner(Scenario scenario, string path, MarbleOptions options)
    {
        (_scenario, _path, _options) = (scenario, path, options);
        _scheduler = options.Scheduler();
        if (_scheduler.Clock >= Origin) throw new ArgumentException("A new scheduler for each scenario: the time of this one has passed.", nameof(options));
        _journal = new Journal(() => _scheduler.Clock - Origin);
        _trace = new SendTrace(_journal);
    }

    public Observation Run(Action<MarbleWorld>? bind)
    {
        var world = new MarbleWorld(_scenario, _scheduler, _journal, _trace);
        bind?.Invoke(world);
        new Inputs(_scenario, world, ObserversOf(world)).Schedule(Origin);
        world.Socket.Peer.OnWire.Subscribe(bytes => NoteWire(world, bytes.Value));
        world.Socket.SettledSends.Subscribe(result => _journal.Add(LaneKind.Settled, "settled", ResultText.Of(_trace.Delivered?.Name ?? "nobody", result)));
        var strip = new Dictionary<long, char>();
        foreach (var tick in _scenario.Time.Ticks)
        {
            AdvanceTo(tick);
            strip[tick] = StateOf(world.Socket, tick);
        }

        AdvanceTo(_scenario.Time.Last + Overrun);
        return new Observation(_journal, _trace.Rows, strip, Promises.Broken(world, _trace.Rows, Named()));
    }

    private HashSet<string> Named() => [.. _scenario.Given.OfType<SendDefinition>().Select(d => d.Name)];

    private Dictionary<string, ObserverInput> ObserversOf(MarbleWorld world)
    {
        var builder = new PipelineBuilder(world, _options.Operators, _path);
        var observers = new Dictionary<string, ObserverInput>();
        var errors = new List<MarbleError>();
        foreach (var observer in _scenario.Given.OfType<ObserverDefinition>())
        {
            try
            {
                observers.Add(observer.Name, new ObserverInput(observer.Name, builder.Build(observer.Expression), _journal));
            }
            catch (MarbleFormatException unreadable)
            {
                errors.AddRange(unreadable.Errors);
            }
        }

        return errors.Count == 0 ? observers : throw new MarbleFormatException(errors);
    }

    // What a handler throws goes out of the scheduler; time goes on behind it.
    private void AdvanceTo(long tick)
    {
        for (var done = false; !done;)
        {
            try
            {
                if (_scheduler.Clock < Origin + tick) _scheduler.AdvanceTo(Origin + tick);
                done = true;
            }
            catch (Exception error)
            {
                _scheduler.Stop();
                _journal.Add(LaneKind.Log, "log", ValueText.Of(error));
            }
        }
    }

    private char StateOf(RxSocket socket, long tick) => socket.State switch
    {
        RxSocketState.Closed => '.',
        RxSocketState.OnlyClosable => 'x',
        _ => _trace.Rows.Any(r => r.IsUnderWay(tick)) ? '=' : '-',
    };

    private void NoteWire(MarbleWorld world, ReadOnlyMemory<byte> bytes)
    {
        var row = world.Socket.Queue.Running is { } running ? _trace.Of(running.PartOf?.Whole ?? running) : null;
        var from = row?.Wired ?? 0;
        if (row is not null) row.Wired += bytes.Length;
        var text = QuotedText.Quote(QuotedText.Of(bytes.Span));
        var slice = $"{row?.Name ?? "nobody"}[{from}..{from + bytes.Length}]";
        var isShort = bytes.Length <= 40;
        _journal.Add(LaneKind.Wire, "wire", isShort ? text : slice, isShort ? slice : text);
    }
}
