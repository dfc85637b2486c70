using System.Threading.Tasks.Sources;

namespace Rx.Sockets.Operations;

/// <summary>Where the continuation of a value task wants to run: the caller's execution context, synchronisation context or task
/// scheduler. Costs nothing where there is none of them.</summary>
internal sealed class CapturedContext
{
    private readonly Action<object?> _continuation;
    private readonly object? _state;
    private readonly ExecutionContext? _execution;
    private readonly object? _scheduling;

    private CapturedContext(Action<object?> continuation, object? state, ExecutionContext? execution, object? scheduling) =>
        (_continuation, _state, _execution, _scheduling) = (continuation, state, execution, scheduling);

    public static void Wrap(ref Action<object?> continuation, ref object? state, ValueTaskSourceOnCompletedFlags flags)
    {
        var execution = (flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0 ? ExecutionContext.Capture() : null;
        var scheduling = (flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0 ? Scheduling() : null;
        if (execution is null && scheduling is null) return;
        state = new CapturedContext(continuation, state, execution, scheduling);
        continuation = static context => ((CapturedContext)context!).Continue();
    }

    private static object? Scheduling()
    {
        if (SynchronizationContext.Current is { } context && context.GetType() != typeof(SynchronizationContext)) return context;
        return TaskScheduler.Current == TaskScheduler.Default ? null : TaskScheduler.Current;
    }

    private void Continue()
    {
        if (_scheduling is SynchronizationContext context) context.Post(static c => ((CapturedContext)c!).Run(), this);
        else if (_scheduling is TaskScheduler scheduler) Task.Factory.StartNew(static c => ((CapturedContext)c!).Run(), this, default, TaskCreationOptions.DenyChildAttach, scheduler);
        else Run();
    }

    private void Run()
    {
        if (_execution is null) _continuation(_state);
        else ExecutionContext.Run(_execution, static c => ((CapturedContext)c!)._continuation(((CapturedContext)c)._state), this);
    }
}
