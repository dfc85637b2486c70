using Rx.Sockets.Engines;

namespace Rx.Sockets.Streams;

/// <summary>Between a source that is pulled and its inlet: one message is asked for after the other, when it has been taken. Disposing it is
/// leaving the source.</summary>
internal sealed class Intake : IDisposable
{
    // A source that always has a message holds up a loop for no longer than notifications do.
    private const int MessagesInARow = 256;

    private readonly Inlet _inlet;
    private readonly IExecutor _executor;
    private readonly PullLoop _loop;
    private readonly Action _pass;
    private readonly CancellationTokenSource _left = new();
    private bool _over;

    public Intake(Inlet inlet, IExecutor executor)
    {
        (_inlet, _executor) = (inlet, executor);
        _loop = new PullLoop(executor, MessagesInARow, GoesOn);
        _pass = _loop.Post;
    }

    /// <summary>The source has been left.</summary>
    public CancellationToken Left => _left.Token;

    /// <summary>Before the source is touched, so that none of its code runs on the stack of Subscribe.</summary>
    /// <returns>Whether a message is wanted.</returns>
    public ValueTask<bool> BeginAsync() => _loop.BeginAsync();

    /// <summary>Takes a message when there is room for it.</summary>
    /// <returns>Whether more are wanted.</returns>
    public ValueTask<bool> TakeAsync(BufferSequence message) => _inlet.TryPull(message, _pass) ? _loop.StepAsync() : _loop.WaitAsync();

    /// <summary>The source has ended, and its enumerator has been disposed.</summary>
    public void End(Exception? error)
    {
        if (Interlocked.Exchange(ref _over, true)) return; // it was left: nobody wants to know
        if (error is null) _inlet.OnCompleted();
        else _inlet.Fail(error);
    }

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _over, true)) _executor.Post(new Leaving(_left));
    }

    private bool GoesOn()
    {
        _inlet.TakeKept();
        return !_inlet.IsClosed;
    }
}
