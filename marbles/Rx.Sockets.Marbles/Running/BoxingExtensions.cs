using System.Reactive.Linq;

namespace Rx.Sockets.Marbles.Running;

/// <summary>Pipelines of a file carry objects.</summary>
internal static class BoxingExtensions
{
    public static IObservable<object?> Boxed<T>(this IObservable<T> source) => source as IObservable<object?> ?? new BoxedStream<T>(source);

    /// <summary>The streams that a stream carries.</summary>
    public static IObservable<IObservable<object?>> Inner(this IObservable<object?> source) => source.Select(value =>
        value as IObservable<object?> ?? (value as IObservable<SendResult>)?.Boxed() ?? throw new InvalidCastException("This stream carries no streams."));
}
