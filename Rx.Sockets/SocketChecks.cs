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
        if (options.Scheduler is ImmediateScheduler or CurrentThreadScheduler)
            throw new ArgumentException("Immediate and CurrentThread would notify inside Subscribe; leave Scheduler null, or use the Loop.", nameof(options));
        if (options.UnwatchedLimit != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.UnwatchedLimit, TimeSpan.Zero, nameof(options));
            Times.Checked(options.UnwatchedLimit, nameof(options));
        }

        var loop = options.Loop ?? SocketLoop.SharedFor(options.Engine);
        if (options.Engine != SocketEngineKind.Auto && options.Engine != loop.Engine)
            throw new ArgumentException($"Engine is {options.Engine}, but the Loop runs {loop.Engine}; set one of them.", nameof(options));
        ObjectDisposedException.ThrowIf(loop.Core.IsDisposed, loop);
        return loop;
    }

    public static IExecutor ExecutorOf(RxSocketOptions options, SocketLoop loop) => options.Scheduler switch
    {
        null => PoolExecutor.Instance,
        SocketLoop same when same == loop => loop.Core,
        var scheduler => new SchedulerExecutor(scheduler),
    };
}
