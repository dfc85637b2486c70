using System.Runtime.ExceptionServices;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Tokens;

/// <summary>The outcome of a promise, for those who are there when it comes and for those who come later.</summary>
internal sealed class PromisedOutcome(IExecutor executor) : IObserver<SendResult>
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<SendResult> _outcome = new();
    private List<Subscription>? _waiting = []; // null: the outcome is there
    private SendResult _result;
    private Exception? _error;

    public Task<SendResult> Task => _outcome.Task;

    public IDisposable Subscribe(IObserver<SendResult> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, observer);
        lock (_gate)
        {
            if (_waiting is not null)
            {
                _waiting.Add(subscription);
                return subscription;
            }
        }

        executor.Post(subscription);
        return subscription;
    }

    public void OnNext(SendResult value) => Come(value, error: null);

    public void OnError(Exception error) => Come(default, error);

    public void OnCompleted()
    {
        // OnNext was all.
    }

    private void Come(SendResult result, Exception? error)
    {
        List<Subscription> waiting;
        lock (_gate)
        {
            (_result, _error) = (result, error);
            (waiting, _waiting) = (_waiting!, null);
        }

        if (error is null) _outcome.SetResult(result);
        else _outcome.SetException(error);
        _ = Task.Exception; // a promise that nobody awaits is no unobserved task
        Tell(waiting);
    }

    private static void Tell(List<Subscription> waiting)
    {
        ExceptionDispatchInfo? failure = null;
        foreach (var subscription in waiting)
        {
            try
            {
                subscription.Execute();
            }
            catch (Exception error)
            {
                failure ??= ExceptionDispatchInfo.Capture(error); // the others still hear
            }
        }

        failure?.Throw();
    }

    private sealed class Subscription(PromisedOutcome outcome, IObserver<SendResult> observer) : IThreadPoolWorkItem, IDisposable
    {
        private IObserver<SendResult>? _observer = observer;

        public void Execute()
        {
            if (outcome._error is not null)
            {
                Volatile.Read(ref _observer)?.OnError(outcome._error);
                return;
            }

            Volatile.Read(ref _observer)?.OnNext(outcome._result);
            Volatile.Read(ref _observer)?.OnCompleted();
        }

        public void Dispose() => Volatile.Write(ref _observer, null);
    }
}
