using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Rx.Sockets.Operations;

/// <summary>A hot observable that keeps the order of its values and calls its observers one value at a time, on the thread that
/// drains it and under no lock. Unbuffered for those who come later.</summary>
internal sealed class SerialSubject<T> : IObservable<T>, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private Queue<T>? _values; // most sockets never have one
    private ImmutableList<Subscription> _subscriptions = [];
    private bool _completing;
    private bool _completed;
    private bool _draining;

    /// <summary>Puts a value in line; it is delivered by whoever drains.</summary>
    public void Enqueue(T value)
    {
        lock (_gate)
        {
            if (!_completing) (_values ??= new Queue<T>()).Enqueue(value);
        }
    }

    /// <summary>No more values after those in line.</summary>
    public void Complete()
    {
        lock (_gate)
            _completing = true;
    }

    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, observer);
        lock (_gate)
        {
            if (!_completed)
            {
                _subscriptions = _subscriptions.Add(subscription);
                return subscription;
            }
        }

        observer.OnCompleted();
        return subscription;
    }

    /// <summary>Delivers all that is in line, unless another thread (or this one, further down) is at it already.</summary>
    public void Execute()
    {
        lock (_gate)
        {
            if (_draining) return;
            _draining = true;
        }

        ExceptionDispatchInfo? failure = null;
        while (TryTake(out var value, out var subscriptions, out var last))
        {
            foreach (var subscription in subscriptions)
            {
                try
                {
                    if (last) subscription.Observer?.OnCompleted();
                    else subscription.Observer?.OnNext(value!);
                }
                catch (Exception error)
                {
                    failure ??= ExceptionDispatchInfo.Capture(error); // the others still hear
                }
            }
        }

        failure?.Throw();
    }

    private bool TryTake(out T? value, out ImmutableList<Subscription> subscriptions, out bool last)
    {
        lock (_gate)
        {
            subscriptions = _subscriptions;
            value = default;
            last = _values?.TryDequeue(out value) is not true;
            if (!last) return true;
            if (_completing && !_completed)
            {
                _completed = true;
                _subscriptions = [];
                return true;
            }

            _draining = false;
            return false;
        }
    }

    private sealed class Subscription(SerialSubject<T> subject, IObserver<T> observer) : IDisposable
    {
        private IObserver<T>? _observer = observer;

        /// <summary>Null once disposed, also for a value whose delivery to others has begun.</summary>
        public IObserver<T>? Observer => Volatile.Read(ref _observer);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _observer, null) is null) return;
            lock (subject._gate)
                subject._subscriptions = subject._subscriptions.Remove(this);
        }
    }
}
