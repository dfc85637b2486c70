using Rx.Sockets;

namespace HonestCancel.Torture;

/// <summary>What to do to whom, and how often. What is null is drawn by lot for each connection.</summary>
public sealed record TortureOptions
{
    public required SocketEngineKind Engine { get; init; }

    /// <summary>How many sends are asked to stop, at least.</summary>
    public required int Count { get; init; }

    /// <summary>Decides every choice, but not how the threads interleave.</summary>
    public required int Seed { get; init; }

    public LineKind? Line { get; init; }

    public Pace? Pace { get; init; }

    public Ending? Ending { get; init; }

    /// <summary>Whether a <c>ReceiveAsync</c> is pending on the sending socket all the time, also while it is disposed.</summary>
    public bool? PendingReceive { get; init; }

    /// <summary>Longer than anything here takes: past it something hangs.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);
}
