using System.Reactive.Disposables;
using System.Reactive.Linq;
using Rx.Sockets.Marbles.Parsing;
using Rx.Sockets.Marbles.Running;

namespace Rx.Sockets.Marbles.Operators;

/// <summary>The table: one line an operator. Those that could pick a clock of their own are given the scenario's.</summary>
internal static class StandardOperators
{
    public static void AddTo(OperatorTable table)
    {
        AddSources(table);
        AddCombinations(table);
        AddErrors(table);
        AddHandlers(table);
        AddTimes(table);
        AddParts(table);
        AddSends(table);
        GroupOperators.AddTo(table);
        StreamOperators.AddTo(table);
    }

    private static void AddSources(OperatorTable table) => table
        .Add("Return", c => Observable.Return<object?>(c.Value(0)))
        .Add("Throw", c => Observable.Throw<object?>(new NamedException(c.Word(0))))
        .Add("Never", _ => Observable.Never<object?>())
        .Add("Empty", _ => Observable.Empty<object?>())
        .Add("Timer", c => Observable.Timer(c.Ticks(0), c.Scheduler).Boxed())
        .Add("Interval", c => Observable.Interval(c.Ticks(0), c.Scheduler).Boxed())
        .Add("States", c => c.World.Socket.StateChanges.Boxed())
        .Add("SettledSends", c => c.World.Socket.SettledSends.Boxed())
        .Add("Wire", c => c.World.Socket.Peer.OnWire.Select(bytes => (object?)QuotedText.Of(bytes.Value.Span)));

    private static void AddCombinations(OperatorTable table) => table
        .Add("Concat", c => c.Streams.Count == 1 ? c.Source.Inner().Concat() : Observable.Concat(c.Streams))
        .Add("Merge", c => c.IsNumber(0) ? c.Source.Inner().Merge(c.Number(0)) : c.Streams.Count == 1 ? c.Source.Inner().Merge() : Observable.Merge(c.Streams.ToArray()))
        .Add("Switch", c => c.Source.Inner().Switch())
        .Add("Amb", c => c.Streams.Count == 2 ? c.Streams[0].Amb(c.Streams[1]) : Observable.Amb(c.Streams.ToArray()))
        .Add("Zip", c => Observable.Zip(c.Streams).Boxed())
        .Add("CombineLatest", c => Observable.CombineLatest(c.Streams).Boxed())
        .Add("StartWith", c => c.Source.StartWith(c.Value(0)))
        .Add("Then", c => c.Source.IgnoreElements().Concat(c.Stream(0)));

    private static void AddErrors(OperatorTable table) => table
        .Add("Catch", c => c.Source.Catch(c.Stream(0)))
        .Add("OnErrorResumeNext", c => c.Source.OnErrorResumeNext(c.Stream(0)))
        .Add("Retry", c => c.Count == 0 ? c.Source.Retry() : c.Source.Retry(c.Number(0)))
        .Add("RetryAfter", c => RetryAfter(c, c.Count > 1 ? c.Number(1) : int.MaxValue, c.Ticks(0), growth: 1))
        .Add("Backoff", c => RetryAfter(c, c.Number(1), c.Ticks(0), growth: 2));

    private static void AddHandlers(OperatorTable table) => table
        .Add("Finally", c => Saying(c, (source, say) => source.Finally(say)))
        .Add("Do", c => Saying(c, (source, say) => source.Do(_ => say())))
        .Add("ThrowOnNext", c => new ThrowingStream(c.Source, c.Word(0)))
        .Add("LeaveOnNext", c => new LeavingStream(c.Source))
        .Add("SignalOnNext", c => SignalOnNext(c.Source, c.Signal(0), c.Level(1)));

    private static void AddTimes(OperatorTable table) => table
        .Add("Timeout", c => c.Count > 1 ? c.Source.Timeout(c.Ticks(0), c.Stream(1), c.Scheduler) : c.Source.Timeout(c.Ticks(0), c.Scheduler))
        .Add("Delay", c => c.Source.Delay(c.Ticks(0), c.Scheduler))
        .Add("DelaySubscription", c => c.Source.DelaySubscription(c.Ticks(0), c.Scheduler))
        .Add("Throttle", c => c.Source.Throttle(c.Ticks(0), c.Scheduler))
        .Add("Sample", c => c.Source.Sample(c.Ticks(0), c.Scheduler))
        .Add("BufferTime", c => c.Source.Buffer(c.Ticks(0), c.Scheduler).Boxed())
        .Add("ObserveOn", c => c.Source.ObserveOn(c.Scheduler))
        .Add("SubscribeOn", c => c.Source.SubscribeOn(c.Scheduler));

    private static void AddParts(OperatorTable table) => table
        .Add("Take", c => c.Source.Take(c.Number(0)))
        .Add("Skip", c => c.Source.Skip(c.Number(0)))
        .Add("TakeUntil", c => c.Source.TakeUntil(c.Stream(0)))
        .Add("SkipUntil", c => c.Source.SkipUntil(c.Stream(0)))
        .Add("TakeLast", c => c.Source.TakeLast(c.Number(0)))
        .Add("Repeat", c => c.Count == 0 ? c.Source.Repeat() : c.Source.Repeat(c.Number(0)))
        .Add("Buffer", c => c.Source.Buffer(c.Number(0)).Boxed())
        .Add("ToList", c => c.Source.ToList().Boxed())
        .Add("Count", c => c.Source.Count().Boxed())
        .Add("IgnoreElements", c => c.Source.IgnoreElements())
        .Add("RefCount", c => c.Source.Publish().RefCount())
        .Add("Shared", c => c.World.Shared(c.Word(0), c.Source))
        .Add("Using", c => Using(c, () => Disposable.Create(c.World.Socket.Dispose)))
        .Add("UsingIdle", c => Using(c, () => new IdleThenDispose(c.World.Socket, c.Scheduler)));

    private static void AddSends(OperatorTable table) => table
        .Add("Write", c => c.Source.Select(value => (object?)c.World.Socket.AsyncWrite(Bytes.Of(value)).Boxed()))
        .Add("Send", c => c.Source.Select(value => (object?)c.World.Socket.AsyncSend(Bytes.Of(value)).Boxed()));

    private static IObservable<object?> SignalOnNext(IObservable<object?> source, HotStream signal, CancellationLevel level) =>
        source.Do(_ => signal.Emit(level));

    private static IObservable<object?> RetryAfter(OperatorCall call, int attempts, TimeSpan first, int growth) => call.Source.RetryWhen(
        errors => errors.SelectMany((error, index) => index + 1 >= attempts
            ? Observable.Throw<long>(error)
            : Observable.Timer(first * Math.Pow(growth, index), call.Scheduler)));

    private static IObservable<object?> Saying(OperatorCall call, Func<IObservable<object?>, Action, IObservable<object?>> use)
    {
        var word = call.Word(0);
        return use(call.Source, () => call.World.Log(word));
    }

    private static IObservable<object?> Using(OperatorCall call, Func<IDisposable> make)
    {
        var source = call.Source;
        return Observable.Using(make, _ => source);
    }
}
