using System.Threading.Tasks.Sources;

namespace Rx.Sockets.Marbles.Running;

/// <summary>One enumeration of a source that is pulled. All in virtual time: it goes on on the stack of whoever answers.</summary>
/// <param name="source">What is pulled.</param>
/// <param name="handedOver">Told of each value.</param>
internal sealed class PulledRun(PulledSource source, Action handedOver) : IAsyncEnumerable<BufferSequence>, IAsyncEnumerator<BufferSequence>, IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _step;
    private CancellationTokenRegistration _registration;
    private bool _ended;

    public BufferSequence Current { get; private set; }

    public IAsyncEnumerator<BufferSequence> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        _registration = cancellationToken.Register(GiveUp);
        return this;
    }

    public ValueTask<bool> MoveNextAsync()
    {
        if (TryStep() is { } stepped) return new ValueTask<bool>(stepped);
        source.Waiter = () => Finish(TryStep);
        return new ValueTask<bool>(this, _step.Version);
    }

    public ValueTask DisposeAsync()
    {
        _registration.Dispose();
        if (!_ended) source.Leave();
        return default;
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _step.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _step.OnCompleted(continuation, state, token, flags);

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        var version = _step.Version;
        try
        {
            return _step.GetResult(token);
        }
        finally
        {
            if (version == token) _step.Reset();
        }
    }

    private bool? TryStep()
    {
        _ended = true; // unless there is a value, or nothing yet
        var taken = source.TryTake(out var value);
        _ended = taken == false;
        if (taken != true) return taken;
        Current = Bytes.Of(value);
        handedOver();
        return true;
    }

    private void GiveUp()
    {
        if (source.Waiter is null) return;
        source.Waiter = null;
        Finish(static () => false);
    }

    private void Finish(Func<bool?> step)
    {
        bool stepped;
        try
        {
            stepped = step() ?? throw new InvalidOperationException("it was answered, and there is nothing");
        }
        catch (Exception error)
        {
            _step.SetException(error);
            return;
        }

        _step.SetResult(stepped);
    }
}
