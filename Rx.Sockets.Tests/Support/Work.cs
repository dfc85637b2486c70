namespace Rx.Sockets.Tests.Support;

/// <summary>An action as a work item.</summary>
internal sealed class Work(Action action) : IThreadPoolWorkItem
{
    public void Execute() => action();
}
