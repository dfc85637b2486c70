using System.Runtime.CompilerServices;
using Rx.Sockets.Cancellation;
using Rx.Sockets.Operations;
using Rx.Sockets.Tokens;

namespace Rx.Sockets;

/// <summary>A send that has been begun and whose outcome can be had at any time, any number of times; Asio's <c>promise</c>.</summary>
/// <remarks>Hot, unlike a <see cref="SendObservable"/>: to subscribe or to await begins nothing, and to unsubscribe stops nothing. Observers
/// hear the outcome where the notifications run, also those who come when it is there already. Any thread.</remarks>
public sealed class SendPromise : IObservable<SendResult>, IDisposable
{
    private readonly PromisedOutcome _outcome;
    private readonly SubscribedSend _send;

    private SendPromise(SendPlan plan)
    {
        _outcome = new PromisedOutcome(plan.Executor);
        _send = new SubscribedSend(plan, _outcome);
    }

    /// <summary>Whether the outcome is there.</summary>
    public bool IsCompleted => _outcome.Task.IsCompleted;

    /// <summary>Hears the outcome as an observer of the send would.</summary>
    /// <returns>Dispose it to hear nothing; the send goes on.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="observer"/> is null.</exception>
    public IDisposable Subscribe(IObserver<SendResult> observer) => _outcome.Subscribe(observer);

    /// <summary>For <c>await</c>: the outcome of this one send. A <see cref="SendException"/> if it is not a success.</summary>
    public TaskAwaiter<SendResult> GetAwaiter() => _outcome.Task.GetAwaiter();

    /// <summary>Asks the send to stop. Does not wait; late requests do nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An unknown level.</exception>
    public void Cancel(CancellationLevel level = CancellationLevel.All) => _send.RequestCancel(Levels.Checked(level, nameof(level)));

    /// <summary>Cancels by the strongest guarantee that can be given: a send of which nothing has left is withdrawn without a trace, a
    /// write under way stops in the middle. The outcome, with its count, is still to be had.</summary>
    public void Dispose() => Cancel();

    internal static SendPromise Begin(SendPlan plan)
    {
        var promise = new SendPromise(plan);
        promise._send.Start();
        return promise;
    }
}
