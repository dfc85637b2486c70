namespace Rx.Sockets.Tests.Support;

/// <summary>Keeps what <c>settled</c> said, once for every subscription: the books that operators cannot change. Thread-safe.</summary>
public sealed class Ledger
{
    private readonly Lock _gate = new();
    private readonly List<SendResult> _results = [];

    public IReadOnlyList<SendResult> Results
    {
        get
        {
            lock (_gate)
                return [.. _results];
        }
    }

    public int Count => Results.Count;

    public long Bytes => Results.Sum(result => result.BytesTransferred);

    public void Settled(SendResult result)
    {
        lock (_gate)
            _results.Add(result);
    }
}
