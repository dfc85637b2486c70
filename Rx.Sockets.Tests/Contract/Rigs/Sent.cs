using System.Collections.Concurrent;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>One subscription as the contract sees it: what its observer heard, and what its ledger got.</summary>
public sealed class Sent : IDisposable
{
    private readonly ConcurrentQueue<SendResult> _settled = new();
    private readonly IDisposable _subscription;

    private Sent(SendObservable send, CancellationLevel onUnsubscribe) =>
        _subscription = send.CancelOnUnsubscribe(onUnsubscribe, _settled.Enqueue).Subscribe(Heard);

    public Recorder<SendResult> Heard { get; } = new();

    public bool HasSettled => !_settled.IsEmpty;

    /// <summary>The one outcome in the ledger.</summary>
    public SendResult Settled => Assert.Single(_settled);

    /// <summary>Neither heard nor settled.</summary>
    public bool IsSilent => Heard.Calls == 0 && !HasSettled;

    public static Sent Begin(SendObservable send, CancellationLevel onUnsubscribe = CancellationLevel.Total) => new(send, onUnsubscribe);

    /// <summary>Unsubscribes.</summary>
    public void Dispose() => _subscription.Dispose();

    /// <summary>The outcome, after checking that observer and ledger agree on it and that each heard it once.</summary>
    public SendResult Check()
    {
        var result = Settled;
        if (result.IsSuccess)
        {
            Assert.Equal(result, Assert.Single(Heard.Values));
            Assert.True(Heard.IsCompleted);
            Assert.Equal(2, Heard.Calls);
        }
        else
        {
            Assert.Equal(result, Assert.IsType<SendException>(Heard.Error).Result);
            Assert.Equal(1, Heard.Calls);
        }

        return result;
    }
}
