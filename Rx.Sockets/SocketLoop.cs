using System.Collections.Concurrent;
using System.Reactive.Concurrency;
using Rx.Sockets.Engines;

namespace Rx.Sockets;

/// <summary>One engine instance and the thread that turns it; Asio's <c>io_context</c>. Also an Rx scheduler: what is scheduled on it
/// runs on its turn, so a pipeline can live on the loop without leaving its thread.</summary>
/// <remarks>
/// <para><b>Threads.</b> With <c>ownThread: true</c> a background thread of its own turns the loop. With <c>false</c> nothing
/// happens on it but inside <see cref="RunOnce"/>: sends that can go at once still go on the subscriber's thread, but events,
/// timers and notifications wait for the next turn (the portable engine gets its outcomes on the thread pool in either case).</para>
/// <para><b>One turn.</b> Events first, then due timers, then posted work: at most 64 items or 200 µs of it, then events again. Do
/// not block in a handler that runs on the loop: waiting there for something that the loop has to do waits for ever.</para>
/// <para><b>User exceptions.</b> What a handler throws on the loop is rethrown on the thread pool (which ends the process, as with
/// Rx's own schedulers); the loop itself goes on.</para>
/// </remarks>
public sealed class SocketLoop : IScheduler, IDisposable
{
    private static readonly ConcurrentDictionary<SocketEngineKind, Lazy<SocketLoop>> SharedLoops = new();

    private readonly bool _isShared;
    private readonly bool _ownThread;

    /// <summary>Makes an engine and, unless told not to, starts its thread.</summary>
    /// <param name="engine">Which engine.</param>
    /// <param name="ownThread">False: the caller turns the loop by <see cref="RunOnce"/>.</param>
    /// <exception cref="PlatformNotSupportedException">An engine asked for by name that is not to be had here.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not an engine.</exception>
    public SocketLoop(SocketEngineKind engine = SocketEngineKind.Auto, bool ownThread = true) : this(engine, ownThread, isShared: false)
    {
    }

    /// <summary>For tests: a loop round an engine that they made.</summary>
    internal SocketLoop(EngineLoop core, SocketEngineKind kind, bool ownThread)
    {
        (Core, Engine, EngineReason, _ownThread) = (core, kind, $"{core.Name}: given", ownThread);
        if (ownThread) StartThread();
    }

    private SocketLoop(SocketEngineKind engine, bool ownThread, bool isShared)
    {
        (Engine, EngineReason, var made) = EngineSelector.Create(engine, ownThread);
        Core = new EngineLoop(made, TimeProvider.System);
        (_ownThread, _isShared) = (ownThread, isShared);
        if (ownThread) StartThread();
    }

    /// <summary>The loop of all sockets that are not given another one. Made at first use, lives as long as the process.</summary>
    public static SocketLoop Shared => SharedFor(SocketEngineKind.Auto);

    /// <summary>The engine that turns; never <see cref="SocketEngineKind.Auto"/>.</summary>
    public SocketEngineKind Engine { get; }

    /// <summary>Which engine, and why; one line to print.</summary>
    public string EngineReason { get; }

    /// <inheritdoc/>
    public DateTimeOffset Now => Core.Clock.GetUtcNow();

    internal EngineLoop Core { get; }

    /// <summary>Turns the loop until something has run, at most so long.</summary>
    /// <param name="timeout">Zero: only what is ready. <see cref="Timeout.InfiniteTimeSpan"/>: until something runs.</param>
    /// <returns>Whether anything ran: an event, a timer or posted work.</returns>
    /// <exception cref="InvalidOperationException">The loop has a thread of its own; or inside a handler of this loop; or another
    /// thread is turning it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A negative time that is not infinite.</exception>
    /// <exception cref="ObjectDisposedException">The loop has been disposed.</exception>
    public bool RunOnce(TimeSpan timeout)
    {
        if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "Use zero, a positive time, or Timeout.InfiniteTimeSpan.");
        if (_ownThread) throw new InvalidOperationException("This loop has a thread of its own; make it with ownThread: false to turn it yourself.");
        ObjectDisposedException.ThrowIf(Core.IsDisposed, this);
        return Core.RunOnce(timeout);
    }

    /// <inheritdoc/>
    public IDisposable Schedule<TState>(TState state, Func<IScheduler, TState, IDisposable> action) =>
        Schedule(state, TimeSpan.Zero, action);

    /// <inheritdoc/>
    public IDisposable Schedule<TState>(TState state, DateTimeOffset dueTime, Func<IScheduler, TState, IDisposable> action) =>
        Schedule(state, dueTime - Now, action);

    /// <summary>Runs <paramref name="action"/> on the loop after <paramref name="dueTime"/>; at the next turn if that is not positive.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The loop has been disposed.</exception>
    public IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        ObjectDisposedException.ThrowIf(Core.IsDisposed, this);
        var work = new LoopWork<TState>(this, state, action);
        if (dueTime <= TimeSpan.Zero) Core.Post(work);
        else work.Timer = Core.Clock.CreateTimer(static w => ((LoopWork<TState>)w!).Execute(), work, dueTime, Timeout.InfiniteTimeSpan);
        return work;
    }

    /// <summary>Ends the loop. Does not wait for its thread.</summary>
    /// <remarks>Outstanding sends of its sockets settle with OperationAborted and their exact counts, and the sockets are only
    /// closable from then on. What is still to be delivered is delivered on the thread pool; timers that are not due are dropped. If the
    /// kernel still reads registered memory then, that is waited for in the background: <see cref="ZeroCopyOptions.Linger"/>.</remarks>
    /// <exception cref="InvalidOperationException">This is <see cref="Shared"/>.</exception>
    public void Dispose()
    {
        if (_isShared) throw new InvalidOperationException("The shared loop lives as long as the process; make a loop of your own to dispose it.");
        Core.Dispose();
    }

    internal static SocketLoop SharedFor(SocketEngineKind kind)
    {
        if (kind != SocketEngineKind.Auto && Shared.Engine == kind) return Shared;
        return SharedLoops.GetOrAdd(kind, static k => new Lazy<SocketLoop>(() => new SocketLoop(k, ownThread: true, isShared: true))).Value;
    }

    private void StartThread()
    {
        Core.HasThread = true;
        var thread = new Thread(static core => ((EngineLoop)core!).RunToEnd())
        {
            IsBackground = true,
            Name = $"Rx.Sockets loop ({Core.Name})",
        };
        thread.UnsafeStart(Core); // not with the execution context of whoever happened to be first
    }
}
