using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Rx.Sockets.Operations;

/// <summary>A send whose outcome is taken, once: by an awaiter, a value task or a handler. It is polled, or a continuation is posted.
/// Used again when the plan is plain.</summary>
internal sealed class AwaitedSend(SendPlan plan) : SendOperation(plan), IValueTaskSource<SendResult>
{
    // A loop of sends that are always ready must let others have their turn.
    private const int MaxReadyInARow = 64;

    // Marks in the place of the continuation. Ready: the outcome may be taken. Torn: it should be taken on a stack of ours, so that
    // the rest of the frame, sent from there, finds the place at the head of the queue.
    private static readonly Action<object?> Ready = static _ => { };
    private static readonly Action<object?> Torn = static _ => throw new InvalidOperationException();

    [ThreadStatic]
    private static int _readyInARow;

    private Action<object?>? _continuation;
    private object? _state;
    private Action<SocketError, long>? _handler;
    private AsyncTaskMethodBuilder<SendResult> _builder;
    private SendPlan? _own;
    private bool _settled;

    /// <summary>Counts uses, so that an awaiter of a former use is refused.</summary>
    public int Version { get; private set; }

    /// <summary>Whether the outcome can be taken now, without a continuation.</summary>
    public bool IsCompleted
    {
        get
        {
            var mark = Volatile.Read(ref _continuation);
            if (ReferenceEquals(mark, Torn))
            {
                // An awaiter turns to OnCompleted now. Whoever asks a second time polls, and is not kept waiting.
                Volatile.Write(ref _continuation, Ready);
                return false;
            }

            if (!ReferenceEquals(mark, Ready)) return false;
            if (++_readyInARow <= MaxReadyInARow) return true;
            _readyInARow = 0;
            return false;
        }
    }

    /// <summary>A stack of ours begins: what is awaited on it may be ready so often again.</summary>
    public static void BeginTurn() => _readyInARow = 0;

    /// <summary>Begins a send of a plan that others may use too.</summary>
    public static AwaitedSend Begin(SendPlan plan)
    {
        var send = Of(plan);
        send.Start();
        return send;
    }

    /// <summary>A send of a plan that others may use too, to be started.</summary>
    public static AwaitedSend Of(SendPlan plan)
    {
        var send = plan.IsPlain ? Spare(plan.Owner) : null;
        if (send is null) return new AwaitedSend(plan);
        send.Reset(plan);
        return send;
    }

    /// <summary>A send with a plan of its own, which is used again with it; to be started.</summary>
    public static AwaitedSend Of(in SendCall call)
    {
        var send = Spare(call.Owner);
        if (send is null)
        {
            var plan = call.ToPlan();
            return new AwaitedSend(plan) { _own = plan };
        }

        if (send._own is null) send._own = call.ToPlan();
        else send._own.Refill(call);
        send.Reset(send._own);
        return send;
    }

    /// <summary>The outcome as a value task; this use of the operation only.</summary>
    public ValueTask<SendResult> AsValueTask() => new(this, (short)Version);

    /// <summary>The outcome as a task, which completes on the executor.</summary>
    public Task<SendResult> AsTask()
    {
        _builder = AsyncTaskMethodBuilder<SendResult>.Create(); // a bare task: AsTask of a value task is larger by two fields
        var task = _builder.Task;
        OnCompleted(static send => ((AwaitedSend)send!).CompleteTask(), this);
        return task;
    }

    /// <summary>The handler takes the outcome, on the executor.</summary>
    public void OnCompleted(Action<SocketError, long> handler)
    {
        _handler = handler;
        OnCompleted(static send => ((AwaitedSend)send!).Handle(), this);
    }

    public void OnCompleted(Action<object?> continuation, object? state)
    {
        var mark = Volatile.Read(ref _continuation);
        if (mark is not null && !IsMark(mark)) throw InUse();
        _state = state;
        mark = Interlocked.CompareExchange(ref _continuation, continuation, null);
        if (mark is null) return;
        if (!IsMark(mark)) throw InUse();
        Volatile.Write(ref _continuation, continuation);
        Plan.Executor.Post(this);
    }

    /// <summary>Takes the outcome, waiting for it if need be. Once.</summary>
    public SendResult GetResult()
    {
        if (!ReferenceEquals(Volatile.Read(ref _continuation), Ready)) Wait();
        var result = Take(out var error);
        return error is null ? result : throw error;
    }

    /// <summary>Takes an outcome that is there already, unless it is one too many in a row.</summary>
    public bool TryTake(out SendResult result, out SendException? error)
    {
        if (!ReferenceEquals(Volatile.Read(ref _continuation), Ready) || _readyInARow >= MaxReadyInARow)
        {
            (result, error) = (default, null);
            return false;
        }

        _readyInARow++;
        result = Take(out error);
        return true;
    }

    public override void Post()
    {
        if (Plan.IsPlain && Interlocked.CompareExchange(ref _continuation, State.IsTorn ? Torn : Ready, null) is null) return;
        base.Post();
    }

    public override void Execute()
    {
        BeginTurn();
        base.Execute();
    }

    ValueTaskSourceStatus IValueTaskSource<SendResult>.GetStatus(short token)
    {
        Check(token);
        if (!IsCompleted) return ValueTaskSourceStatus.Pending;
        return State.Result.IsSuccess || Plan.AsResult ? ValueTaskSourceStatus.Succeeded : ValueTaskSourceStatus.Faulted;
    }

    void IValueTaskSource<SendResult>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        Check(token);
        CapturedContext.Wrap(ref continuation, ref state, flags);
        OnCompleted(continuation, state);
    }

    SendResult IValueTaskSource<SendResult>.GetResult(short token)
    {
        Check(token);
        return GetResult();
    }

    protected override void Settle()
    {
        if (_settled) return;
        _settled = true;
        base.Settle();
    }

    protected override bool Notify()
    {
        var continuation = Interlocked.CompareExchange(ref _continuation, State.IsTorn ? Torn : Ready, null);
        if (continuation is null) return !State.IsTorn;
        var state = _state;
        _state = null;
        Volatile.Write(ref _continuation, Ready);
        continuation(state);
        return true;
    }

    private static AwaitedSend? Spare(ISendOwner owner) => owner.TakeSpare() ?? SpareSends.Take();

    private static bool IsMark(Action<object?> mark) => ReferenceEquals(mark, Ready) || ReferenceEquals(mark, Torn);

    private static InvalidOperationException InUse() =>
        new("This await is in use already; await the observable again for another send.");

    private void Check(short token)
    {
        if ((short)Version != token)
            throw new InvalidOperationException("The outcome of this send has been taken; a ValueTask is awaited once.");
    }

    private void Handle()
    {
        var handler = _handler!;
        var (error, bytes) = Take(); // before the handler runs: a send that it begins may use this operation
        handler(error, bytes);
    }

    private void CompleteTask()
    {
        var builder = _builder;
        _builder = default;
        var result = Take(out var error); // before the task completes: a send that its continuation begins may use this operation
        if (error is null) builder.SetResult(result);
        else builder.SetException(error);
    }

    private SendResult Take(out SendException? error)
    {
        var cause = Extras?.Cause;
        var asResult = Plan.AsResult;
        var result = Take();
        error = result.IsSuccess || asResult ? null : new SendException(result, cause);
        return result;
    }

    private SendResult Take()
    {
        var (plan, result) = (Plan, State.Result);
        var torn = State.IsTorn; // then the line may still know this operation
        if (torn) plan.Owner.DropHold(this);
        Version++;
        _settled = false;
        _handler = null;
        Volatile.Write(ref _continuation, null);
        if (!plan.IsPlain || torn) return result;
        var owner = plan.Owner;
        Plan = null!; // a spare must not keep the caller's memory alive; the next send gives it a plan
        _own?.Clear();
        owner.KeepSpare(this);
        return result;
    }

    private void Wait()
    {
        using var done = new ManualResetEventSlim();
        OnCompleted(static set => ((ManualResetEventSlim)set!).Set(), done);
        done.Wait();
    }
}
