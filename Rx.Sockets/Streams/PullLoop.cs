using System.Threading.Tasks.Sources;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Streams;

/// <summary>What the loop of a source that is pulled awaits between two steps: nothing, its turn, or to be told. It goes on there and then,
/// on the stack of whoever tells it, whatever contexts that has. Used again for each step; allocates nothing.</summary>
/// <param name="executor">Where it takes its turns.</param>
/// <param name="inARow">How many steps it may make before it lets others have theirs.</param>
/// <param name="goesOn">Asked before each step whether there is to be one.</param>
internal sealed class PullLoop(IExecutor executor, int inARow, Func<bool> goesOn) : IValueTaskSource<bool>, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _step;
    private int _steps;

    /// <summary>Before the first step: on the executor.</summary>
    public ValueTask<bool> BeginAsync()
    {
        Post();
        return WaitAsync();
    }

    /// <summary>There is nothing to wait for, but perhaps others.</summary>
    public ValueTask<bool> StepAsync() => ++_steps < inARow ? new ValueTask<bool>(goesOn()) : BeginAsync();

    /// <summary>Until <see cref="GoOn"/> or <see cref="Post"/>, one of which is called once for each wait, perhaps already.</summary>
    public ValueTask<bool> WaitAsync() => new(this, _step.Version);

    /// <summary>Goes on on the executor.</summary>
    public void Post() => executor.Post(this);

    /// <summary>Goes on on this stack.</summary>
    public void GoOn() => _step.SetResult(goesOn());

    /// <summary>Its turn.</summary>
    public void Execute()
    {
        _steps = 0;
        GoOn();
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _step.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _step.OnCompleted(continuation, state, token, flags);

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        var result = _step.GetResult(token);
        _step.Reset();
        return result;
    }
}
