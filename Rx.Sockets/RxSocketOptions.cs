using System.Reactive.Concurrency;

namespace Rx.Sockets;

/// <summary>How an <see cref="RxSocket"/> works. Checked by its constructor.</summary>
public sealed record RxSocketOptions
{
    /// <summary>The engine. Default: <see cref="SocketEngineKind.Auto"/>, the best proven one of the platform.</summary>
    /// <remarks>With a <see cref="Loop"/> it must be Auto or the engine of that loop.</remarks>
    public SocketEngineKind Engine { get; init; }

    /// <summary>The loop that waits for this socket. Default: null, the process-wide shared loop of the engine.</summary>
    public SocketLoop? Loop { get; init; }

    /// <summary>Where notifications run. Default: null, the thread pool, each notification an item of its own.</summary>
    /// <remarks>The socket's own <see cref="Loop"/>: on the loop's thread, without a hop; do not block there. A scheduler that runs
    /// work inside <c>Schedule</c> is detected and bypassed; <see cref="ImmediateScheduler"/> and <see cref="CurrentThreadScheduler"/>
    /// are refused, because no notification may run inside Subscribe, Dispose or Cancel.</remarks>
    public IScheduler? Scheduler { get; init; }

    /// <summary>How long a send that nobody watches any more may get no byte out before it is stopped as by
    /// <see cref="CancellationLevel.Terminal"/>. Default: 30 seconds; <see cref="Timeout.InfiniteTimeSpan"/>: for ever.</summary>
    /// <remarks>A refused unsubscription leaves the write running; without a limit a peer that stops reading would block the socket
    /// for ever. Counted on the engine's clock while the send is at the head of the queue.</remarks>
    public TimeSpan UnwatchedLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether, and from which length on, registered memory is sent without being copied. Default: null, never.</summary>
    /// <remarks>For memory of a <see cref="BufferRegistration"/> only, on the Uring engine over TCP; everywhere else the same program
    /// copies, as without this setting.</remarks>
    public ZeroCopyOptions? ZeroCopy { get; init; }
}
