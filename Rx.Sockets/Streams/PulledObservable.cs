namespace Rx.Sockets.Streams;

/// <summary>An observable to be pulled.</summary>
internal sealed class PulledObservable<T>(IObservable<T> source, PullTerms<T> terms) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new PullEnumerator<T>(source, terms, cancellationToken);
}
