using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Rx.Sockets.Streams;

/// <summary>One enumeration of an observable: subscribed by the first step, left by disposing or by its token.</summary>
internal sealed class PullEnumerator<T>(IObservable<T> source, PullTerms<T> terms, CancellationToken token) : IAsyncEnumerator<T>
{
    private readonly PullInlet<T> _inlet = new(terms);
    private CancellationTokenRegistration _registration;
    private bool _started;

    public T Current { get; private set; } = default!;

    public ValueTask<bool> MoveNextAsync()
    {
        if (token.IsCancellationRequested) return Cancelled();
        if (!_started) Start();
        return TryTake() ? new ValueTask<bool>(true) : NextAsync();
    }

    public ValueTask DisposeAsync()
    {
        _started = true; // what has not begun never does
        _registration.Unregister(); // disposing it would wait for a callback under way
        _inlet.Dispose();
        return default;
    }

    private void Start()
    {
        _started = true;
        _registration = token.UnsafeRegister(static inlet => ((PullInlet<T>)inlet!).Dispose(), _inlet);
        _inlet.Subscribe(source);
    }

    private bool TryTake()
    {
        if (!_inlet.TryTake(out var item)) return false;
        Current = item;
        return true;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // nothing is allocated for a step that waits
    private async ValueTask<bool> NextAsync()
    {
        while (await _inlet.WaitAsync().ConfigureAwait(false))
        {
            if (TryTake()) return true;
        }

        token.ThrowIfCancellationRequested(); // before the end: what waited has been dropped, so this is not all
        if (_inlet.TakeError() is { } error) ExceptionDispatchInfo.Throw(error);
        return false;
    }

    private ValueTask<bool> Cancelled()
    {
        _inlet.Dispose();
        return ValueTask.FromCanceled<bool>(token);
    }
}
