using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Rx.Sockets.Operations;

namespace Rx.Sockets;

/// <summary>What the function of <see cref="RxSocket.Compose"/> works with: its steps, and what it has been asked; Asio's <c>self</c>.</summary>
/// <remarks>
/// <para><b>Steps</b> are sends and writes made here. Each goes out in the place that the composed send keeps, nobody between them;
/// await each before the next one is begun. A second one beside the first fails with <see cref="SocketError.AlreadyInProgress"/>, one
/// begun when the function is over with <see cref="SocketError.OperationNotSupported"/>; the inner exception is an
/// <see cref="InvalidOperationException"/>, nothing is sent.</para>
/// <para>A send of the socket itself, awaited in here, would wait for its place for ever: it is behind this one in line.</para>
/// <para><b>Threads.</b> The function runs where notifications run; so does what follows an <c>await</c> of a step. Every member may
/// be used from any thread.</para>
/// </remarks>
public sealed class ComposedSend
{
    private readonly ComposedRun _run;

    internal ComposedSend(ComposedRun run) => _run = run;

    /// <summary>What the steps have got out so far.</summary>
    public long BytesTransferred => _run.Whole.State.Moved;

    /// <summary>What this composed send has been asked and the in-filter let pass, as long as it can be had: Total is gone with the
    /// first byte.</summary>
    public CancellationLevel Cancelled => _run.Levels.Noted;

    /// <summary>For what the function awaits beside steps: a send of another socket, a token. Asked with what the out-filter lets
    /// pass; one that is bound later at once with what was asked before. On the threads of the notifications, never on the stack of
    /// whoever asks.</summary>
    public CancellationSlot Slot => new(_run.Slot);

    /// <summary>A step: one native send; as <see cref="RxSocket.AsyncSend(BufferSequence, SocketFlags)"/>.</summary>
    public SendObservable AsyncSend(BufferSequence buffers, SocketFlags flags = SocketFlags.None) =>
        new(new SendPlan(_run, buffers, flags, IsComposed: false));

    /// <summary>A step: all of <paramref name="buffers"/>; as <see cref="RxSocket.AsyncWrite(BufferSequence, SocketFlags)"/>.</summary>
    public SendObservable AsyncWrite(BufferSequence buffers, SocketFlags flags = SocketFlags.None) =>
        new(new SendPlan(_run, buffers, flags, IsComposed: true));

    /// <summary>A step: until <paramref name="condition"/> is satisfied; as
    /// <see cref="RxSocket.AsyncWrite(BufferSequence, CompletionCondition, SocketFlags)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is null.</exception>
    public SendObservable AsyncWrite(BufferSequence buffers, CompletionCondition condition, SocketFlags flags = SocketFlags.None)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new(new SendPlan(_run, buffers, flags, IsComposed: true) { Terms = SendTerms.None with { Condition = condition } });
    }

    /// <summary>A step: what <paramref name="buffer"/> holds; as
    /// <see cref="RxSocket.AsyncWrite(DynamicBuffer, CompletionCondition?, SocketFlags)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    [OverloadResolutionPriority(-1)] // default and null mean no bytes
    public SendObservable AsyncWrite(DynamicBuffer buffer, CompletionCondition? condition = null, SocketFlags flags = SocketFlags.None)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return new(new SendPlan(_run, default, flags, IsComposed: true) { Terms = SendTerms.None with { Source = buffer, Condition = condition } });
    }

    /// <summary>Ends the function if it has been asked to stop: between two steps, or where the out-filter keeps requests from them.</summary>
    /// <exception cref="SendException">OperationAborted with the bytes so far and the strongest level that can be given; let out of the
    /// function, it is the outcome of the composed send.</exception>
    public void ThrowIfCancelled() => _run.ThrowIfCancelled();

    /// <summary>Forgets requests, so that steps begun from now on run. What ends the socket is not forgotten.</summary>
    /// <param name="levels">Which.</param>
    /// <exception cref="ArgumentOutOfRangeException">An unknown level.</exception>
    public void ClearCancellation(CancellationLevel levels = CancellationLevel.All) =>
        _run.Levels.Clear(Cancellation.Levels.Checked(levels, nameof(levels)));

    /// <summary>Other filters from now on, and all requests forgotten; Asio's <c>reset_cancellation_state</c>.</summary>
    /// <param name="inFilter">What is noted of a request.</param>
    /// <param name="outFilter">What of that the steps hear; null: the same filter.</param>
    public void ResetCancellation(CancellationFilter inFilter, CancellationFilter? outFilter = null) =>
        _run.Levels.Reset(inFilter, outFilter ?? inFilter);
}
