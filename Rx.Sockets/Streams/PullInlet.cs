using System.Diagnostics.CodeAnalysis;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Threading.Channels;

namespace Rx.Sockets.Streams;

/// <summary>Where an observable hands its items over to whoever pulls them. Any thread, and no gate: the channel orders what comes, and the
/// first end counts.</summary>
internal sealed class PullInlet<T>(PullTerms<T> terms) : IObserver<T>, IDisposable
{
    private static readonly object Completed = new();

    private readonly Channel<T> _items = terms.NewChannel();
    private readonly SingleAssignmentDisposable _subscription = new();
    private object? _end; // null: none yet; an exception, or Completed
    private int _subscribing; // the thread that is inside Subscribe; 0: none

    public void Subscribe(IObservable<T> source)
    {
        _subscribing = Environment.CurrentManagedThreadId;
        try
        {
            // What Rx's operators emit inside Subscribe they emit on the trampoline of the outermost one. If that is ours, the
            // subscription is known before the first item comes, and can be left.
            if (CurrentThreadScheduler.IsScheduleRequired)
                CurrentThreadScheduler.Instance.Schedule((this, source), static (_, it) => it.Item1.Connect(it.source));
            else
                Connect(source);
        }
        finally
        {
            Volatile.Write(ref _subscribing, 0);
        }
    }

    public void OnNext(T value)
    {
        if (_items.Writer.TryWrite(value) || (terms.Overflow == OverflowKind.Block && WaitForRoom(value))) return;
        terms.Dropped?.Invoke(value);
        if (terms.Overflow == OverflowKind.Fail) End(new BridgeOverflowException(terms.Capacity));
    }

    public void OnError(Exception error) => End(error);

    public void OnCompleted() => End(error: null);

    public bool TryTake([MaybeNullWhen(false)] out T item) => _items.Reader.TryRead(out item);

    /// <summary>Whether there is, or will be, an item to take; false: the end.</summary>
    public ValueTask<bool> WaitAsync() => _items.Reader.WaitToReadAsync();

    /// <summary>How the source ended, if by an error that has not been taken yet.</summary>
    public Exception? TakeError() => Interlocked.Exchange(ref _end, Completed) as Exception;

    /// <summary>Nobody pulls any more.</summary>
    public void Dispose()
    {
        End(error: null);
        while (_items.Reader.TryRead(out var item))
            terms.Dropped?.Invoke(item);
    }

    private IDisposable Connect(IObservable<T> source)
    {
        try
        {
            _subscription.Disposable = source.Subscribe(this);
        }
        catch (Exception error) // out of the enumeration, as any error of the source
        {
            End(error);
        }

        return Disposable.Empty;
    }

    /// <summary>Keeps the thread of the source until there is room, or an end.</summary>
    /// <returns>Whether the value was taken.</returns>
    private bool WaitForRoom(T value)
    {
        do
        {
            if (Volatile.Read(ref _subscribing) == Environment.CurrentManagedThreadId)
            {
                End(new InvalidOperationException(
                    "Overflow.Block would wait inside Subscribe, on the thread that is to make room. Let the source emit on another thread (SubscribeOn), or use another policy."));
            }

            if (!_items.Writer.WaitToWriteAsync().AsTask().GetAwaiter().GetResult()) return false;
        }
        while (!_items.Writer.TryWrite(value));
        return true;
    }

    private void End(Exception? error)
    {
        // The first end counts, and before the channel knows of any: whoever sees the end sees its error.
        Interlocked.CompareExchange(ref _end, error ?? Completed, null);
        _items.Writer.TryComplete();
        _subscription.Dispose();
    }
}
