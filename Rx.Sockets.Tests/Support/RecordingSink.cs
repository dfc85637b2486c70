using Rx.Sockets.Engines;

namespace Rx.Sockets.Tests.Support;

/// <summary>Keeps what an engine reports.</summary>
internal sealed class RecordingSink : ISendSink
{
    private readonly TaskCompletionSource<NativeOutcome> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<NativeOutcome> Outcomes { get; } = [];

    public int Stops { get; private set; }

    /// <summary>The first outcome, for engines that bring it on another thread.</summary>
    public Task<NativeOutcome> First => _first.Task;

    public void Completed(in NativeOutcome outcome)
    {
        Outcomes.Add(outcome);
        _first.TrySetResult(outcome);
    }

    public void EngineStopped() => Stops++;
}
