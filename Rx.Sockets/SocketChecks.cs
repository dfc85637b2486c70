using System.Net.Sockets;
using System.Reactive.Concurrency;
using Rx.Sockets.Engines;

namespace Rx.Sockets;

/// <summary>What a socket and its options must be to be attached.</summary>
internal static class SocketChecks
{
    public static void Check(Socket? socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ObjectDisposedException.ThrowIf(socket.SafeHandle.IsClosed, socket);
        if (socket.SocketType != SocketType.Stream)
            throw new ArgumentException($"A stream socket is needed, this one is {socket.SocketType}.", nameof(socket));
        if (!socket.Connected)
            throw new ArgumentException("The socket is not connected (a listening one never is): connect or accept first.", nameof(socket));
    }

    /// <summary>Checks the options and finds the loop that they name.</summary>
    public static SocketLoop Check(RxSocketOptions options)
    {
        Check(options.Scheduler, nameof(options));
        CheckLimit(options.UnwatchedLimit);
        var loop = options.Loop ?? SocketLoop.SharedFor(options.Engine);
        if (options.Engine != SocketEngineKind.Auto && options.Engine != loop.Engine)
            throw new ArgumentException($"Engine is {options.Engine}, but the Loop runs {loop.Engine}; set one of them.", nameof(options));
        return loop;
    }

    public static void Check(IScheduler? scheduler, string parameter)
    {
        if (scheduler is ImmediateScheduler or CurrentThreadScheduler)
            throw new ArgumentException("Immediate and CurrentThread would notify inside Subscribe; use another scheduler, or none.", parameter);
    }

    public static TimeSpan CheckLimit(TimeSpan unwatchedLimit)
    {
        if (unwatchedLimit == Timeout.InfiniteTimeSpan) return unwatchedLimit;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(unwatchedLimit, TimeSpan.Zero);
        return Times.Checked(unwatchedLimit, nameof(unwatchedLimit));
    }

    public static IExecutor ExecutorOf(RxSocketOptions options, SocketLoop loop) => options.Scheduler switch
    {
        null => PoolExecutor.Instance,
        SocketLoop same when same == loop => loop.Core,
        var scheduler => new SchedulerExecutor(scheduler),
    };
}
