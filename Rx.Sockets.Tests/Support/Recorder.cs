namespace Rx.Sockets.Tests.Support;

/// <summary>An observer that keeps what it hears and on which thread, and can be awaited. Thread-safe.</summary>
public sealed class Recorder<T> : IObserver<T>
{
    private readonly Lock _gate = new();
    private readonly List<T> _values = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    public IReadOnlyList<T> Values
    {
        get
        {
            lock (_gate)
                return [.. _values];
        }
    }

    public Exception? Error { get; private set; }

    public bool IsCompleted { get; private set; }

    /// <summary>How often it was called at all.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>The thread of the last call.</summary>
    public int Thread { get; private set; }

    /// <summary>Completes with the first call of any kind.</summary>
    public Task Heard => _first.Task;

    /// <summary>Completes with OnCompleted or OnError.</summary>
    public Task Ended => _ended.Task;

    public void OnNext(T value)
    {
        lock (_gate)
            _values.Add(value);
        Called();
    }

    public void OnError(Exception error)
    {
        Error = error;
        Called();
        _ended.TrySetResult();
    }

    public void OnCompleted()
    {
        IsCompleted = true;
        Called();
        _ended.TrySetResult();
    }

    private void Called()
    {
        Thread = Environment.CurrentManagedThreadId;
        Interlocked.Increment(ref _calls);
        _first.TrySetResult();
    }
}
