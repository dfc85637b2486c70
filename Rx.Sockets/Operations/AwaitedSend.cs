namespace Rx.Sockets.Operations;

/// <summary>A send that is awaited: its outcome is polled, or a continuation is posted. Used again when the plan is plain.</summary>
internal sealed class AwaitedSend(SendPlan plan) : SendOperation(plan)
{
    // A loop of sends that are always ready must let others have their turn.
    private const int MaxReadyInARow = 64;

    // Marks in the place of the continuation. Ready: the outcome may be taken. Torn: it should be taken on a stack of ours, so that
    // the rest of the frame, sent from there, finds the place at the head of the queue.
    private static readonly Action Ready = static () => { };
    private static readonly Action Torn = static () => throw new InvalidOperationException();

    [ThreadStatic]
    private static int _readyInARow;

    private Action? _continuation;
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

    public static AwaitedSend Begin(SendPlan plan)
    {
        var send = plan.IsPlain ? plan.Owner.TakeSpare() : null;
        if (send is null) send = new AwaitedSend(plan);
        else send.Reset(plan);
        send.Start();
        return send;
    }

    public void OnCompleted(Action continuation)
    {
        var mark = Interlocked.CompareExchange(ref _continuation, continuation, null);
        if (mark is null) return;
        if (!ReferenceEquals(mark, Ready) && !ReferenceEquals(mark, Torn))
            throw new InvalidOperationException("This await is in use already; await the observable again for another send.");
        Volatile.Write(ref _continuation, continuation);
        Plan.Owner.Executor.Post(this);
    }

    /// <summary>Takes the outcome, waiting for it if need be. Once.</summary>
    public SendResult GetResult()
    {
        if (!ReferenceEquals(Volatile.Read(ref _continuation), Ready)) Wait();
        var (plan, result, cause) = (Plan, State.Result, Extras?.Cause);
        var torn = State.IsTorn; // then the line may still know this operation
        if (torn) plan.Owner.DropHold(this);
        Version++;
        _settled = false;
        Volatile.Write(ref _continuation, null);
        if (plan.IsPlain && !torn)
        {
            Plan = null!; // a spare must not keep the caller's memory alive; Begin gives it the next plan
            plan.Owner.KeepSpare(this);
        }

        if (!result.IsSuccess && !plan.AsResult) throw new SendException(result, cause);
        return result;
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
        Volatile.Write(ref _continuation, Ready);
        continuation();
        return true;
    }

    private void Wait()
    {
        using var done = new ManualResetEventSlim();
        OnCompleted(done.Set);
        done.Wait();
    }
}
