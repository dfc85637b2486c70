namespace Rx.Sockets.Tests.Tokens.Rigs;

/// <summary>Counts how often it is disposed.</summary>
internal sealed class CountedOwner : IDisposable
{
    private int _disposals;

    public int Disposals => Volatile.Read(ref _disposals);

    public void Dispose() => Interlocked.Increment(ref _disposals);
}
