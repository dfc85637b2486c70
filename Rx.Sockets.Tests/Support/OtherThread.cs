using System.Runtime.ExceptionServices;

namespace Rx.Sockets.Tests.Support;

/// <summary>Runs something on threads of their own and waits for it, with a deadline. What it throws is thrown where it is waited for:
/// on a bare thread it would end the run, and the test would pass.</summary>
public sealed class OtherThread
{
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _error;

    private OtherThread(Action action)
    {
        _thread = new Thread(() => Run(action)) { IsBackground = true };
        _thread.Start();
    }

    public bool IsOver => !_thread.IsAlive;

    public static OtherThread Begin(Action action) => new(action);

    /// <summary>Fails if <paramref name="action"/> does not end: something that it needs is held by the calling thread.</summary>
    public static void Do(Action action) => Begin(action).End();

    public void End()
    {
        Assert.True(_thread.Join(Deadline.Limit), "another thread was kept waiting");
        _error?.Throw();
    }

    private void Run(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            _error = ExceptionDispatchInfo.Capture(error);
        }
    }
}
