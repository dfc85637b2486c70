using Rx.Sockets.Cancellation;

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
        options = Checked(options);
        Shared(options.Overflow, nameof(options));
        return (options, options.Overflow ?? Overflow.Fail);
    }

    /// <summary>The policy of one socket among many.</summary>
    public static void Shared(Overflow? overflow, string parameter)
    {
        if (overflow?.Kind is OverflowKind.Wait or OverflowKind.Block)
            throw new ArgumentException("One slow socket would hold up all others. Use a policy that does not wait.", parameter);
    }

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
