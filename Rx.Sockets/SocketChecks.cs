using System.Net.Sockets;
using System.Reactive.Concurrency;
using Rx.Sockets.Engines;

namespace Rx.Sockets;

/// <summary>What a socket and its options must be to be attached.</summary>
internal static class SocketChecks
{
    public static void Check(Socket? connected)
    {
        ArgumentNullException.ThrowIfNull(connected);
        ObjectDisposedException.ThrowIf(connected.SafeHandle.IsClosed, connected);
        if (connected.SocketType != SocketType.Stream)
            throw new ArgumentException($"A stream socket is needed, this one is {connected.SocketType}.", nameof(connected));
        if (!connected.Connected)
            throw new ArgumentException("The socket is not connected (a listening one never is): connect or accept first.", nameof(connected));
    }

    /// <summary>Checks the options and finds the loop that they name.</summary>
    public static SocketLoop Check(RxSocketOptions options)
    {
        Check(options.Scheduler, nameof(options));
        CheckLimit(options.UnwatchedLimit);
        if (options.ZeroCopy is { } zeroCopy) Check(zeroCopy);
        var loop = options.Loop ?? SocketLoop.SharedFor(options.Engine);
        if (options.Engine != SocketEngineKind.Auto && options.Engine != loop.Engine)
            throw new ArgumentException($"Engine is {options.Engine}, but the Loop runs {loop.Engine}; set one of them.", nameof(options));
        ObjectDisposedException.ThrowIf(loop.Core.IsDisposed, loop);
        return loop;
    }

    public static void Check(IScheduler? scheduler, string parameter)
    {
        if (scheduler is ImmediateScheduler or CurrentThreadScheduler)
            throw new ArgumentException("Immediate and CurrentThread would notify inside Subscribe; use another scheduler, or none.", parameter);
    }

    private static void Check(ZeroCopyOptions zeroCopy)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(zeroCopy.Threshold, 1);
        if (zeroCopy.Linger != Timeout.InfiniteTimeSpan) Times.Checked(zeroCopy.Linger, nameof(zeroCopy.Linger));
    }

    public static TimeSpan CheckLimit(TimeSpan unwatchedLimit)
    {
        if (unwatchedLimit == Timeout.InfiniteTimeSpan) return unwatchedLimit;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(unwatchedLimit, TimeSpan.Zero);
        return Times.Checked(unwatchedLimit, nameof(unwatchedLimit));
    }

    /// <summary>Where the notifications of one operation run.</summary>
    public static IExecutor ExecutorOf(IScheduler scheduler)
    {
        Check(scheduler, nameof(scheduler));
        return scheduler is SocketLoop loop ? loop.Core : new SchedulerExecutor(scheduler);
    }

    public static IExecutor ExecutorOf(RxSocketOptions options, SocketLoop loop) => options.Scheduler switch
    {
        null => PoolExecutor.Instance,
        SocketLoop same when same == loop => loop.Core,
        var scheduler => new SchedulerExecutor(scheduler),
    };
}
