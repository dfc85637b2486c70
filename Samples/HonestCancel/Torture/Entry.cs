using System.Diagnostics;
using Rx.Sockets;

namespace HonestCancel.Torture;

/// <summary>The account of one send: what it was asked, what <c>settled</c> reported, and whether its observer heard the same.</summary>
/// <remarks>Only what <c>settled</c> reports is counted. The memory is scribbled over in <c>settled</c>, because from then on it is
/// ours: an engine that still reads it would send the scribble.</remarks>
public sealed class Entry(long number, Script script) : IObserver<SendResult>
{
    private const byte Scribble = 0xEE;

    private readonly byte[] _memory = Content.Of(number, script.Length).ToArray();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _settledTimes;
    private int _heardTimes;
    private int _isClaimed;
    private long _askedAt;
    private long _settledAt;

    public long Number => number;

    public Script Script => script;

    public ReadOnlyMemory<byte> Memory => _memory;

    /// <summary>The memory, without keeping it alive; null where it is nothing, which lives for ever.</summary>
    public WeakReference? Trace => _memory.Length > 0 ? new WeakReference(_memory) : null;

    /// <summary>The one outcome; to be looked at when <see cref="Settled"/>.</summary>
    public SendResult Result { get; private set; }

    public Task Settled => _settled.Task;

    public bool IsClaimed => _isClaimed != 0;

    /// <summary>What asked first.</summary>
    public Way Way { get; private set; }

    /// <summary>What it asked for.</summary>
    public CancellationLevel Level { get; private set; }

    /// <summary>What the observer or the callback heard against the contract; null if all is well.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Whether the first request came when the outcome was known already.</summary>
    public bool WasAskedTooLate => IsClaimed && _settledAt < _askedAt;

    /// <summary>A request is about to be made; the first one is counted.</summary>
    public void Claim(Way way, CancellationLevel level, TimeSpan due = default)
    {
        if (Interlocked.Exchange(ref _isClaimed, 1) != 0) return;
        (Way, Level) = (way, level);
        _askedAt = Stopwatch.GetTimestamp() + (long)(due.TotalSeconds * Stopwatch.Frequency);
    }

    /// <summary>For <c>CancelOnUnsubscribe</c>: the ledger's source.</summary>
    public void OnSettled(SendResult result)
    {
        if (Interlocked.Increment(ref _settledTimes) != 1) Complaint = "settled twice";
        if (Volatile.Read(ref _heardTimes) != 0) Complaint = "the observer heard before settled";
        _settledAt = Stopwatch.GetTimestamp();
        Result = result;
        Array.Fill(_memory, Scribble);
        _settled.TrySetResult();
    }

    public void OnNext(SendResult value)
    {
        if (!value.IsSuccess) Complaint = "OnNext with a failure";
        Hear(value);
    }

    public void OnError(Exception error)
    {
        if (error is SendException { Result: var result }) Hear(result);
        else Complaint = $"OnError with {error.GetType().Name}";
    }

    public void OnCompleted()
    {
        if (Volatile.Read(ref _heardTimes) != 1) Complaint = "OnCompleted without OnNext";
    }

    private void Hear(SendResult result)
    {
        if (Volatile.Read(ref _settledTimes) == 0) Complaint = "the observer heard before settled";
        else if (result != Result) Complaint = $"the observer heard {result}, settled {Result}";
        if (Interlocked.Increment(ref _heardTimes) != 1) Complaint = "two outcomes";
    }
}
