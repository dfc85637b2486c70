using System.Collections.Concurrent;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>One subscription of a stream of messages, and what was heard of it.</summary>
public sealed class StreamRun : IDisposable
{
    private readonly IContractPair _pair;
    private readonly ConcurrentQueue<SendProgress> _settled = new();
    private readonly IDisposable _subscription;

    private StreamRun(IContractPair pair, Func<SendToOptions, IObservable<SendProgress>> stream, SendToOptions? options)
    {
        _pair = pair;
        _subscription = stream((options ?? new SendToOptions()) with { Settled = _settled.Enqueue }).Subscribe(Heard);
    }

    public Recorder<SendProgress> Heard { get; } = new();

    public bool HasSettled => !_settled.IsEmpty;

    /// <summary>The last counts; Settled was called once.</summary>
    public SendProgress Settled => Assert.Single(_settled);

    public static StreamRun Begin(IContractPair pair, Func<SendToOptions, IObservable<SendProgress>> stream, SendToOptions? options = null) =>
        new(pair, stream, options);

    /// <summary>Turns the loop until the observer has heard that all went well; the last counts, which it has heard too.</summary>
    public SendProgress Complete()
    {
        _pair.RunUntil(() => Heard.Ended.IsCompleted);
        Assert.Null(Heard.Error);
        Assert.Equal(Settled, Heard.Values[^1]);
        return Settled;
    }

    /// <summary>Turns the loop until the observer has heard of an error.</summary>
    public TError Fail<TError>() where TError : Exception
    {
        _pair.RunUntil(() => Heard.Ended.IsCompleted);
        Assert.Equal(Settled, Heard.Values[^1]);
        return Assert.IsType<TError>(Heard.Error, exactMatch: false);
    }

    /// <summary>Unsubscribes, and turns the loop until that has settled; the last counts.</summary>
    public SendProgress Leave()
    {
        var heard = Heard.Calls;
        Dispose();
        _pair.RunUntil(() => HasSettled);
        Assert.Equal(heard, Heard.Calls);
        return Settled;
    }

    public void Dispose() => _subscription.Dispose();
}
