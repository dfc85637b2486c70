using System.Net.Sockets;

namespace Rx.Sockets;

/// <summary>When a write is complete, and how much of it may go with one native send; Asio's completion conditions. Immutable.</summary>
/// <remarks>
/// <para><b>Complete</b> is what the condition says, or all of the buffers sent, whichever comes first; both are successes. Reaching
/// it decides the write: requests to stop are late from then on.</para>
/// <para><b>Steps.</b> A native send offers the kernel all that is left, unless <see cref="WithStep"/> says less (Asio: 65,536).</para>
/// <para><b>Those of the user</b> (<c>From</c>) are asked before the first native send, as <c>(Success, 0)</c>, and after each one but
/// the last, where notifications run; never on the stack of Subscribe, Dispose or Cancel, under no lock, one call at a time. No time
/// is lost on one that does not answer: what asks the write to stop is granted meanwhile. One that throws or returns less than 0 fails
/// the write with <see cref="SocketError.InvalidArgument"/> (or the error that it was asked about), the exact count, and the reason as
/// the inner exception.</para>
/// </remarks>
public sealed class CompletionCondition
{
    private readonly Func<SocketError, long, long>? _custom;
    private readonly bool _isExact;
    private readonly long _step;

    private CompletionCondition(long goal, bool isExact, long step = long.MaxValue, Func<SocketError, long, long>? custom = null) =>
        (Goal, _isExact, _step, _custom) = (goal, isExact, step, custom);

    /// <summary>Everything; what a write does without a condition.</summary>
    public static CompletionCondition TransferAll { get; } = new(long.MaxValue, isExact: false);

    /// <summary>How many bytes complete a write; <see cref="long.MaxValue"/> if the condition is the user's.</summary>
    internal long Goal { get; }

    /// <summary>Whether user code decides.</summary>
    internal bool IsCustom => _custom is not null;

    /// <summary>Whether a write without a condition does the same.</summary>
    internal bool IsDefault => !IsCustom && Goal == long.MaxValue && _step == long.MaxValue;

    /// <summary>Complete after <paramref name="minimum"/> bytes; each native send takes what the kernel has room for, so more may go.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative number.</exception>
    public static CompletionCondition TransferAtLeast(long minimum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minimum);
        return new(minimum, isExact: false);
    }

    /// <summary>Complete after <paramref name="count"/> bytes; never sends more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative number.</exception>
    public static CompletionCondition TransferExactly(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new(count, isExact: true);
    }

    /// <summary>A condition of your own; see the type for when and where it is asked.</summary>
    /// <param name="condition">Given the error of the last native send and all bytes so far: the most that the next one may take; 0: the
    /// write is complete, or fails with that error. More than 0 after an error goes on past it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is null.</exception>
    public static CompletionCondition From(Func<SocketError, long, long> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new(long.MaxValue, isExact: false, custom: condition);
    }

    /// <summary>A condition of your own that only says whether the write is over; Asio's older form.</summary>
    /// <inheritdoc cref="From(Func{SocketError, long, long})" path="/exception"/>
    public static CompletionCondition From(Func<SocketError, long, bool> isComplete)
    {
        ArgumentNullException.ThrowIfNull(isComplete);
        return From((error, total) => isComplete(error, total) ? 0 : long.MaxValue);
    }

    /// <summary>The same, with at most <paramref name="most"/> bytes for one native send. Of several the last counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one.</exception>
    public CompletionCondition WithStep(long most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return new(Goal, _isExact, most, _custom);
    }

    /// <summary>Asks the condition, for compositions of your own.</summary>
    /// <param name="error">How the last native send ended; Success before the first.</param>
    /// <param name="total">All bytes so far.</param>
    /// <returns>The most that the next one may take; 0: complete. Less: a mistake of the user's condition.</returns>
    public long Next(SocketError error, long total)
    {
        if (_custom is not null) return Math.Min(_step, _custom(error, total));
        return error != SocketError.Success || total >= Goal ? 0 : MostAfter(total);
    }

    /// <summary>The most that the next native send of a write may take, which is not complete after <paramref name="total"/> bytes.</summary>
    internal long MostAfter(long total) => _isExact ? Math.Min(_step, Goal - total) : _step;
}
