using System.Reactive.Concurrency;

namespace Rx.Sockets;

/// <summary>How <c>SendTo</c> carries the messages of a source to a socket. Checked when <c>SendTo</c> is called.</summary>
public sealed record SendToOptions
{
    /// <summary>How many bytes may wait or be under way, frames included, and no more messages than that: so those that
    /// have no byte, not even of a frame, are bounded too. Default: 1 MiB.</summary>
    /// <remarks>A message that is larger is taken when nothing else waits, so that it can go at all; what limits the length of messages
    /// is the <see cref="Framing"/>.</remarks>
    public long Capacity { get; init; } = 1024 * 1024;

    /// <summary>What happens to a message that does not fit. Default: null, <see cref="Sockets.Overflow.Wait"/> for sources that are
    /// pulled, <see cref="Sockets.Overflow.Fail"/> for observables.</summary>
    public Overflow? Overflow { get; init; }

    /// <summary>How messages are told apart on the wire. Default: null, they are not: the bytes go out as they are.</summary>
    public IFrameWriter? Framing { get; init; }

    /// <summary>Messages up to this length, in bytes, are copied side by side while they are handed over: when OnNext has returned, or
    /// the next message is asked for, their memory is free. Default: <see cref="int.MaxValue"/>, all of them.</summary>
    /// <remarks>Longer ones are sent from the caller's memory, without a copy; it must not change until <see cref="Released"/>. A custom
    /// <see cref="IFrameWriter"/> copies whatever it writes.</remarks>
    public int CopyUpTo { get; init; } = int.MaxValue;

    /// <summary>Told of each message that was not copied, once, when nothing reads its memory any more: sent, dropped or given up. Where
    /// notifications run.</summary>
    public Action<BufferSequence>? Released { get; init; }

    /// <summary>Where notifications run, of the observer and of the callbacks here. Default: null, where those of the socket run; of a
    /// stream to many, the thread pool.</summary>
    /// <remarks>As <see cref="RxSocketOptions.Scheduler"/>.</remarks>
    public IScheduler? Scheduler { get; init; }

    /// <summary>What unsubscribing asks for. Default: <see cref="CancellationLevel.Total"/>.</summary>
    /// <remarks>Total: the message under way goes out whole, unwatched, those that have not begun are dropped. Partial: the stream stops
    /// where it is, perhaps between two bytes of a frame. Terminal: likewise, and the socket is only closable, if anything was under
    /// way. None: what was handed over until then is sent. A combination acts as its strongest that can be had.</remarks>
    public CancellationLevel OnUnsubscribe { get; init; } = CancellationLevel.Total;

    /// <summary>Called exactly once for each subscription, watched or not, with the last counts, when nothing is queued or under way any
    /// more and no memory is referred to; before the observer hears the end. Where notifications run.</summary>
    public Action<SendProgress>? Settled { get; init; }

    /// <summary>Of a stream to many: called once for each socket that a message was offered to, with its last counts, when nothing is queued
    /// or under way for it any more: it has left, or was there until all was out. One call at a time, all of them before
    /// <see cref="Settled"/>. Where notifications run. A stream to one socket does not call it.</summary>
    public Action<SocketDeparture>? SocketSettled { get; init; }
}
