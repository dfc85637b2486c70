using Rx.Sockets.Cancellation;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Streams;

/// <summary>What options must be, and the policy that they come to.</summary>
internal static class StreamChecks
{
    /// <summary>For a source that pushes.</summary>
    public static (SendToOptions Options, Overflow Overflow) Pushed(SendToOptions? options)
    {
        options = Checked(options);
        if (options.Overflow?.Kind != OverflowKind.Wait) return (options, options.Overflow ?? Overflow.Fail);
        throw new ArgumentException(
            "An observable cannot be asked to wait. Use Overflow.Block, which keeps its thread, another policy, or a source that is pulled.", nameof(options));
    }

    /// <summary>For a source that is pulled.</summary>
    public static (SendToOptions Options, Overflow Overflow) Pulled(SendToOptions? options)
    {
        options = Checked(options);
        if (options.Overflow?.Kind != OverflowKind.Block) return (options, options.Overflow ?? Overflow.Wait);
        throw new ArgumentException("A source that is pulled needs no thread to be blocked. Use Overflow.Wait.", nameof(options));
    }

    /// <summary>For a source that pushes to many.</summary>
    public static (SendToOptions Options, Overflow Overflow) Shared(SendToOptions? options)
    {
        (options, var overflow) = Pushed(options);
        Shared(overflow, nameof(options));
        return (options, overflow);
    }

    /// <summary>The policy of one socket among many.</summary>
    public static void Shared(Overflow? overflow, string parameter)
    {
        if (overflow?.Kind == OverflowKind.Block)
            throw new ArgumentException("One slow socket would keep the thread that serves all others. Use another policy.", parameter);
    }

    /// <summary>For the bytes of a pipe.</summary>
    public static SendToOptions Piped(SendToOptions? options)
    {
        options = Checked(options);
        if (options.Overflow is { Kind: not OverflowKind.Wait })
            throw new ArgumentException("A pipe is one stream of bytes, of which nothing can be left out; it holds its writer up by itself. Use Overflow.Wait.", nameof(options));
        if (options.Framing is not null && options.Framing != Framing.None)
            throw new ArgumentException("A pipe has no messages: a read is cut anywhere. Frame what is written to the pipe, by Framing.Write.", nameof(options));
        return options;
    }

    /// <summary>Where notifications of a stream to one socket run.</summary>
    public static IExecutor ExecutorOf(SendToOptions options, SendQueue queue) =>
        options.Scheduler is { } scheduler ? SocketChecks.ExecutorOf(scheduler) : queue.Executor;

    private static SendToOptions Checked(SendToOptions? options)
    {
        options ??= new SendToOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Capacity, 1, nameof(options.Capacity));
        ArgumentOutOfRangeException.ThrowIfNegative(options.CopyUpTo, nameof(options.CopyUpTo));
        SocketChecks.Check(options.Scheduler, nameof(options));
        Levels.Checked(options.OnUnsubscribe, nameof(options.OnUnsubscribe));
        return options;
    }
}
