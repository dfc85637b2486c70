using System.Collections.Concurrent;
using System.Reactive;
using System.Reactive.Linq;

namespace Rx.Sockets.Tests.Tokens.Rigs;

/// <summary>A send that was begun by a token, and what came back, in the same words for every token.</summary>
public sealed class Begun
{
    private readonly ConcurrentQueue<(SendResult Result, bool Thrown)> _came = new();
    private readonly List<SendResult> _steps = [];

    private Begun()
    {
    }

    /// <summary>Whether anything came back.</summary>
    public bool IsOver => !_came.IsEmpty;

    /// <summary>The one outcome. A handler is not told the level of a cancellation.</summary>
    public SendResult Result => Assert.Single(_came).Result;

    /// <summary>Whether it came as an exception.</summary>
    public bool Thrown => Assert.Single(_came).Thrown;

    /// <summary>The steps of an enumeration.</summary>
    public IReadOnlyList<SendResult> Steps => _steps;

    public static Begun By(TokenWay way, RxSocket socket, SendObservable send, params ITokenAdapter[] adapters)
    {
        var begun = new Begun();
        if (way == TokenWay.Observable) begun.Hear(send.Initiate(Adapted(Use.Observable, adapters)));
        else if (way == TokenWay.Task) _ = begun.Await(send.Initiate(Adapted(Use.Task, adapters)));
        else if (way == TokenWay.ValueTask) _ = begun.Await(send.Initiate(Adapted(Use.ValueTask, adapters)));
        else if (way == TokenWay.Callback) send.Initiate(Adapted(Use.Callback((error, bytes) => begun.Came(new SendResult(error, bytes))), adapters));
        else if (way == TokenWay.AsyncEnumerable) _ = begun.Enumerate(send.Initiate(Adapted(Use.AsyncEnumerable, adapters)));
        else if (way == TokenWay.Promise) begun.Hear(send.Initiate(Adapted(Use.Promise, adapters)));
        else begun.Leave(socket, send.Initiate<Unit>, Adapted(Use.Detached, adapters));
        return begun;
    }

    /// <summary>The outcome is that one, as far as the token tells.</summary>
    public void Check(SendResult expected)
    {
        Assert.Equal((expected.Error, expected.BytesTransferred), (Result.Error, Result.BytesTransferred));
        if (Result.Cancelled != CancellationLevel.None) Assert.Equal(expected.Cancelled, Result.Cancelled);
    }

    private static CompletionToken<TReturn> Adapted<TReturn>(CompletionToken<TReturn> token, ITokenAdapter[] adapters) =>
        adapters.Aggregate(token, (inner, adapter) => adapter.On(inner));

    private void Hear(IObservable<SendResult> outcome) =>
        outcome.Subscribe(Came, error => Came(error));

    // The ledger first: the outcome may be told inside.
    private void Leave(RxSocket socket, Func<CompletionToken<Unit>, Unit> begin, CompletionToken<Unit> token)
    {
        socket.SettledSends.Subscribe(Came);
        Assert.Equal(Unit.Default, begin(token));
    }

    private async Task Await(Task<SendResult> outcome)
    {
        try
        {
            Came(await outcome);
        }
        catch (SendException error)
        {
            Came(error);
        }
    }

    private async Task Await(ValueTask<SendResult> outcome)
    {
        try
        {
            Came(await outcome);
        }
        catch (SendException error)
        {
            Came(error);
        }
    }

    private async Task Enumerate(IAsyncEnumerable<SendResult> outcome)
    {
        try
        {
            await foreach (var step in outcome)
                _steps.Add(step);
            Came(_steps[^1]);
        }
        catch (SendException error)
        {
            Came(error);
        }
    }

    private void Came(SendResult result) => _came.Enqueue((result, Thrown: false));

    private void Came(Exception error) => _came.Enqueue((Assert.IsType<SendException>(error).Result, Thrown: true));
}
