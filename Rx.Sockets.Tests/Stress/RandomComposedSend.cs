using HonestCancel.Torture;

namespace Rx.Sockets.Tests.Stress;

/// <summary>One composed send that does as its random numbers say. Some requests come from another thread at no known time, some while
/// its function waits for them: those are sure to be between two steps.</summary>
/// <param name="number">Decides its bytes.</param>
/// <param name="seed">Decides all else.</param>
/// <param name="settled">Called once.</param>
internal sealed class RandomComposedSend(int number, int seed, Action settled)
{
    private static readonly CancellationFilter[] Filters =
        [CancellationFilter.Disable, CancellationFilter.EnablePartial, CancellationFilter.EnableTotal, CancellationFilter.EnableTotal];

    private readonly Random _random = new(seed);
    private readonly CancellationSignal _signal = new();
    private readonly TaskCompletionSource<SendResult> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _length;
    private int _settled;

    public int Number => number;

    public Task Settled => _outcome.Task;

    public SendResult Result => _outcome.Task.Result;

    /// <summary>Whether its function went on after a stopped step.</summary>
    public bool Resumed { get; private set; }

    /// <summary>What its outcome should not have been; null if it is as it must be.</summary>
    public string? Complaint
    {
        get
        {
            if (Volatile.Read(ref _settled) != 1) return $"settled {_settled} times";
            if (Result.IsSuccess && Result.BytesTransferred != _length) return $"ended well with {Result}, it has {_length} bytes";
            if (Result.Cancelled == CancellationLevel.Total && Result.BytesTransferred > 0) return $"left a trace: {Result}";
            return Result.Cancelled == CancellationLevel.Terminal ? $"was given what nobody asked for: {Result}" : null;
        }
    }

    public void Subscribe(RxSocket socket)
    {
        _length = _random.Next(1, 20_000);
        var send = socket.Compose(RunAsync, Filters[_random.Next(Filters.Length)], _random.Next(4) == 0 ? CancellationFilter.Disable : null)
            .CancelOnUnsubscribe(Level(), OnSettled)
            .BindCancellationSlot(_signal.Slot)
            .AsResult();
        var subscription = send.Subscribe(_ => { });
        var (asks, leaves, level) = (_random.Next(3) == 0, _random.Next(4) == 0, Level());
        if (asks || leaves) ThreadPool.UnsafeQueueUserWorkItem(_ => Stop(subscription, asks ? level : CancellationLevel.None, leaves), null);
    }

    private void Stop(IDisposable subscription, CancellationLevel level, bool leaves)
    {
        _signal.Emit(level);
        if (leaves) subscription.Dispose();
    }

    private async Task RunAsync(ComposedSend self)
    {
        var random = new Random(seed); // its own: the other one is in use on another thread
        for (var sent = 0; sent < _length;)
        {
            if (random.Next(20) == 0) throw new FormatException();
            if (random.Next(4) == 0) await Task.Run(() => _signal.Emit(random.Next(2) == 0 ? CancellationLevel.Total : CancellationLevel.Partial | CancellationLevel.Total));
            if (random.Next(4) == 0) self.ThrowIfCancelled();
            var part = Content.Of(number, _length)[sent..Math.Min(_length, sent + random.Next(1, 8_000))].ToArray();
            var step = await (random.Next(2) == 0 ? self.AsyncWrite(part) : self.AsyncSend(part)).AsResult();
            sent += (int)step.BytesTransferred;
            if (step.IsSuccess) continue;
            if (random.Next(2) == 0) throw new SendException(step);
            Resumed = true;
            self.ClearCancellation();
        }
    }

    private CancellationLevel Level()
    {
        CancellationLevel[] levels = [CancellationLevel.Total, CancellationLevel.Partial, CancellationLevel.Total | CancellationLevel.Partial];
        return levels[_random.Next(levels.Length)];
    }

    private void OnSettled(SendResult result)
    {
        if (Interlocked.Increment(ref _settled) != 1) return;
        _outcome.SetResult(result);
        settled();
    }
}
