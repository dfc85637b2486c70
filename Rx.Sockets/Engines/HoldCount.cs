namespace Rx.Sockets.Engines;

/// <summary>How often something is held, and who waits until it is not. Belongs to the gate of its owner.</summary>
internal sealed class HoldCount
{
    private TaskCompletionSource? _none;

    public int Count { get; private set; }

    public void Add() => Count++;

    /// <returns>Who is to be told, outside the gate, that nobody holds it any more; null: nobody, or it is still held.</returns>
    public TaskCompletionSource? Release()
    {
        if (--Count > 0) return null;
        var none = _none;
        _none = null;
        return none;
    }

    /// <summary>Completes when nobody holds it, on no stack of ours.</summary>
    public Task WhenNone() => Count == 0
        ? Task.CompletedTask
        : (_none ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
