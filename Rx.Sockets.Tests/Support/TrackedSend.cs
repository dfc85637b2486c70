namespace Rx.Sockets.Tests.Support;

/// <summary>One subscription with its ledger and its observer.</summary>
internal sealed class TrackedSend
{
    private readonly List<SendResult> _settled = [];
    private readonly IDisposable _subscription;

    public TrackedSend(SendObservable send, CancellationLevel onLeave, Action? settled = null) =>
        _subscription = send.CancelOnUnsubscribe(onLeave, result =>
        {
            _settled.Add(result);
            settled?.Invoke();
        }).Subscribe(Observer);

    public Recorder<SendResult> Observer { get; } = new();

    /// <summary>How often the ledger was told; more than once is a defect.</summary>
    public int SettledTimes => _settled.Count;

    public bool IsSettled => _settled.Count > 0;

    public SendResult Result => Assert.Single(_settled);

    public void Leave() => _subscription.Dispose();

    public void AssertOutcome(SendResult expected)
    {
        Assert.Equal(expected, Result);
        if (expected.IsSuccess) Assert.Equal(expected, Assert.Single(Observer.Values));
        else Assert.Equal(expected, Assert.IsType<SendException>(Observer.Error).Result);
        Assert.Equal(expected.IsSuccess ? 2 : 1, Observer.Calls);
    }
}
