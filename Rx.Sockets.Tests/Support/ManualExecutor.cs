using Rx.Sockets.Engines;

namespace Rx.Sockets.Tests.Support;

/// <summary>Keeps what is posted until the test runs it, in order.</summary>
internal sealed class ManualExecutor : IExecutor
{
    private readonly Queue<IThreadPoolWorkItem> _posted = new();

    /// <summary>How many items wait.</summary>
    public int Count => _posted.Count;

    public void Post(IThreadPoolWorkItem item) => _posted.Enqueue(item);

    /// <summary>Runs the oldest item; false if there is none.</summary>
    public bool RunOne()
    {
        if (!_posted.TryDequeue(out var item)) return false;
        item.Execute();
        return true;
    }

    /// <summary>Runs until nothing is left, what the items post included.</summary>
    public void Run()
    {
        while (RunOne())
        {
        }
    }
}
