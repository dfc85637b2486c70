using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Rx.Sockets.Operations;

/// <summary>A hot observable that keeps the order of its values and calls its observers one value at a time, on the thread that
/// drains it and under no lock. Unbuffered for those who come later.</summary>
internal sealed class SerialSubject<T> : IObservable<T>, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<T> _values = new();
    private ImmutableList<IObserver<T>> _observers = [];
    private bool _completing;
    private bool _completed;
    private bool _draining;

    /// <summary>Puts a value in line; it is delivered by whoever drains.</summary>
    public void Enqueue(T value)
    {
        lock (_gate)
        {
            if (!_completing) _values.Enqueue(value);
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
        lock (_gate)
        {
            if (!_completed)
            {
                _observers = _observers.Add(observer);
                return new Subscription(this, observer);
            }
        }

        observer.OnCompleted();
        return new Subscription(this, observer);
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
        while (TryTake(out var value, out var observers, out var last))
        {
            foreach (var observer in observers)
            {
                try
                {
                    if (last) observer.OnCompleted();
                    else observer.OnNext(value!);
                }
                catch (Exception error)
                {
                    failure ??= ExceptionDispatchInfo.Capture(error); // the others still hear
                }
            }
        }

        failure?.Throw();
    }

    private bool TryTake(out T? value, out ImmutableList<IObserver<T>> observers, out bool last)
    {
        lock (_gate)
        {
            observers = _observers;
            last = !_values.TryDequeue(out value);
            if (!last) return true;
            if (_completing && !_completed)
            {
                _completed = true;
                _observers = [];
                return true;
            }

            _draining = false;
            return false;
        }
    }

    private sealed class Subscription(SerialSubject<T> subject, IObserver<T> observer) : IDisposable
    {
        private IObserver<T>? _observer = observer;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _observer, null) is not { } gone) return;
            lock (subject._gate)
                subject._observers = subject._observers.Remove(gone);
        }
    }
}
