using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

/// <summary>One send in a race: what it was to send, and all that was ever said about it.</summary>
internal sealed class RacedSend(byte[] bytes)
{
    private readonly Recorder<SendResult> _heard = new();
    private readonly TaskCompletionSource<SendResult> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _settledCount;
    private IDisposable? _subscription;

    public byte[] Bytes => bytes;

    /// <summary>Runs inside the <c>settled</c> callback.</summary>
    public Action? InSettled { get; init; }

    /// <summary>Runs inside the observer.</summary>
    public Action? InObserver { get; init; }

    /// <summary>What the peer must have got of it.</summary>
    public byte[] Sent => bytes[..(int)_settled.Task.Result.BytesTransferred];

    public void Start(SendObservable send, CancellationLevel onUnsubscribe)
    {
        var watched = send.CancelOnUnsubscribe(onUnsubscribe, Settle);
        var observed = InObserver is null ? watched : watched.Do(_ => InObserver(), _ => InObserver());
        Volatile.Write(ref _subscription, observed.Subscribe(_heard));
    }

    public void Leave()
    {
        if (Volatile.Read(ref _subscription) is not { } subscription) return;
        subscription.Dispose();
        _left.TrySetResult();
    }

    public async Task AssertOneOutcomeAsync()
    {
        var result = await _settled.Task.Within();
        await Task.WhenAny(_heard.Ended, _left.Task).Within();
        Assert.Equal(1, Volatile.Read(ref _settledCount));
        Assert.InRange(_heard.Values.Count, 0, 1);
        Assert.All(_heard.Values, heard => Assert.Equal(result, heard));
        if (_heard.Error is { } error) Assert.Equal(result, Assert.IsType<SendException>(error).Result);
        Assert.False(_heard.IsCompleted && _heard.Error is not null);
    }

    private void Settle(SendResult result)
    {
        Interlocked.Increment(ref _settledCount);
        _settled.TrySetResult(result);
        InSettled?.Invoke();
    }
}
