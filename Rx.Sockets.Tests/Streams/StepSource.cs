namespace Rx.Sockets.Tests.Streams;

/// <summary>0, 1, 2 … pulled, each step as it is told; counts what is done with it.</summary>
/// <param name="step">Whether there is an item of this number.</param>
/// <param name="current">What its item is; null: its number.</param>
public sealed class StepSource(Func<int, CancellationToken, ValueTask<bool>> step, Func<int, int>? current = null)
    : IAsyncEnumerable<int>, IAsyncEnumerator<int>
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _disposals;
    private int _at = -1;
    private bool _isStepping;

    public int Steps => Volatile.Read(ref _at) + 1;

    public int Disposals => Volatile.Read(ref _disposals);

    public CancellationToken Token { get; private set; }

    /// <summary>Whether a step began, or the enumerator was disposed, while a step was being made.</summary>
    public bool WasDisturbed { get; private set; }

    public Exception? DisposeError { get; init; }

    public Task WhenDisposed => _disposed.Task;

    public int Current => current is null ? _at : current(_at);

    public static StepSource Of(int count) => new((at, _) => new(at < count));

    public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Token = cancellationToken;
        return this;
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        WasDisturbed |= _isStepping;
        _isStepping = true;
        try
        {
            return await step(Interlocked.Increment(ref _at), Token);
        }
        finally
        {
            _isStepping = false;
        }
    }

    public ValueTask DisposeAsync()
    {
        WasDisturbed |= _isStepping;
        Interlocked.Increment(ref _disposals);
        _disposed.TrySetResult();
        return DisposeError is null ? default : ValueTask.FromException(DisposeError);
    }
}
