namespace Rx.Sockets.Operations;

/// <summary>What one step under the gate leaves to be done when the gate is open again.</summary>
internal struct Turn
{
    /// <summary>To be posted. A field, because the list is a mutable struct.</summary>
    public OperationList Settled;

    /// <summary>To be given to the engine.</summary>
    public SendOperation? Start { get; set; }

    /// <summary>To be asked whether the write is complete.</summary>
    public Consultation? Consult { get; set; }

    /// <summary>Nobody watches it any more: its clock is to be started.</summary>
    public StallWatch? Stall { get; set; }

    /// <summary>To be completed: nothing is outstanding.</summary>
    public TaskCompletionSource? Idle { get; set; }

    /// <summary>It has been asked: who is bound to its slot is to be told.</summary>
    public ComposedRun? Asked { get; set; }

    /// <summary>The engine is to be asked for the running send.</summary>
    public bool Withdraw { get; set; }

    /// <summary>Enough for one stack: the rest starts on a turn of the loop.</summary>
    public bool Yield { get; set; }

    /// <summary>The state has changed and those who watch it are to be told.</summary>
    public bool StateChanged { get; set; }

    /// <summary>No system call of ours is in progress, and none will be: the socket is to be closed or given back.</summary>
    public bool Close { get; set; }

    /// <summary>Whether there is more to do than to start or to withdraw.</summary>
    public readonly bool HasNews =>
        Settled.First is not null || Consult is not null || Stall is not null || Asked is not null || Idle is not null || Yield || StateChanged || Close;

    /// <summary>Tells all whom it concerns. The gate is open.</summary>
    public void Tell(SocketLife life)
    {
        while (Settled.TakeFirst() is { } settled)
        {
            settled.Extras?.TakeBackMemory();
            settled.Post();
        }

        Consult?.Post();
        Stall?.Start();
        Asked?.Announce();
        Idle?.SetResult();
        if (StateChanged) life.Announce();
    }
}
