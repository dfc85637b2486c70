namespace Rx.Sockets.Streams;

/// <summary>One enumeration that pushes. A loop, not a chain of continuations, so that steps that are ready need no stack.</summary>
internal sealed class PushRun<T>(IAsyncEnumerable<T> source, IObserver<T> observer, Action<Exception> rethrow) : IThreadPoolWorkItem, IDisposable
{
    // Never disposed: without a timer it holds nothing, and Dispose may come at any time.
    private readonly CancellationTokenSource _stop = new();
    private volatile bool _left;

    public void Execute() => _ = RunAsync();

    public void Dispose()
    {
        if (_left) return;
        _left = true;
        _ = StopAsync();
    }

    private async Task RunAsync()
    {
        var error = await PullAsync().ConfigureAwait(false);
        if (_left) return;
        _left = true; // what is disposed after the end cancels nothing
        Notify(error);
    }

    private async Task<Exception?> PullAsync()
    {
        try
        {
            if (_left) return null;
            var steps = source.GetAsyncEnumerator(_stop.Token);
            await using (steps.ConfigureAwait(false))
            {
                while (!_left && await steps.MoveNextAsync().ConfigureAwait(false))
                    Give(steps.Current);
            }

            return null;
        }
        catch (Exception error) // delivered, unless nobody listens any more
        {
            return error;
        }
    }

    private void Give(T value)
    {
        if (_left) return;
        try
        {
            observer.OnNext(value);
        }
        catch (Exception thrown)
        {
            Dispose();
            rethrow(thrown);
        }
    }

    private void Notify(Exception? error)
    {
        try
        {
            if (error is null) observer.OnCompleted();
            else observer.OnError(error);
        }
        catch (Exception thrown)
        {
            rethrow(thrown);
        }
    }

    private async Task StopAsync()
    {
        try
        {
            await _stop.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception thrown) // by what the source registered with its token
        {
            rethrow(thrown);
        }
    }
}
