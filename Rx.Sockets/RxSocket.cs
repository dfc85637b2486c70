using System.Net.Sockets;
using System.Reactive;
using System.Reactive.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;

namespace Rx.Sockets;

/// <summary>A connected stream socket that sends as cold observables, with exact counts and three levels of cancellation.</summary>
/// <remarks>
/// <para><b>Ownership.</b> Owns the socket from the moment the constructor returns until <see cref="Release"/>. Use
/// <see cref="Socket"/> for options and for receiving, not for sending. If somebody disposes it all the same, outstanding sends
/// settle with OperationAborted and their exact counts, within 100 ms of the loop's time.</para>
/// <para><b>Threads.</b> Every member may be called from any thread, also inside handlers. None runs user code on its stack, but
/// that Subscribe subscribes to the cancellation signals of its send.</para>
/// <para><b>Engines.</b> Epoll leaves the socket's mode alone. Portable sets <c>Blocking = false</c> until Release: the user's own
/// synchronous calls then report WouldBlock, and <see cref="NetworkStream"/> refuses the socket.</para>
/// </remarks>
public class RxSocket : IDisposable, IAsyncDisposable
{
    private static readonly ConditionalWeakTable<SafeHandle, RxSocket> Attached = [];

    private readonly Socket? _socket;
    private readonly SendQueue _queue;

    /// <summary>Takes over a connected TCP or Unix domain stream socket.</summary>
    /// <param name="connected">The socket; not attached to another RxSocket.</param>
    /// <param name="options">null: the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connected"/> is null.</exception>
    /// <exception cref="ArgumentException">Not a stream socket, or not connected (also: listening); or options that contradict each
    /// other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit that is not positive, or too long.</exception>
    /// <exception cref="InvalidOperationException">The socket belongs to another RxSocket.</exception>
    /// <exception cref="ObjectDisposedException">The socket, or the loop, has been disposed.</exception>
    /// <exception cref="PlatformNotSupportedException">An engine asked for by name that is not to be had here.</exception>
    public RxSocket(Socket connected, RxSocketOptions? options = null)
    {
        SocketChecks.Check(connected);
        options ??= new RxSocketOptions();
        var loop = SocketChecks.Check(options);
        if (!Attached.TryAdd(connected.SafeHandle, this))
            throw new InvalidOperationException("This socket belongs to another RxSocket; use that one, or Release it first.");
        _socket = connected;
        try
        {
            _queue = new SendQueue(
                sink => loop.Core.Attach(connected, sink, options.ZeroCopy?.Terms),
                SocketChecks.ExecutorOf(options, loop),
                loop.Core,
                loop.Core.Clock,
                options.UnwatchedLimit);
        }
        catch
        {
            Attached.Remove(connected.SafeHandle);
            throw;
        }
    }

    /// <summary>For sockets that are not the operating system's: no loop whose turns are to be shared.</summary>
    internal RxSocket(Func<ISendSink, SendPort> attach, IExecutor executor, TimeProvider clock, TimeSpan unwatchedLimit) =>
        _queue = new SendQueue(attach, executor, turns: null, clock, unwatchedLimit);

    /// <summary>The socket, for options and receiving.</summary>
    public virtual Socket Socket => _socket!;

    /// <summary>For those who watch sends one by one.</summary>
    internal SendQueue Queue => _queue;

    /// <summary>The outcomes of sends whose subscriber left before delivery began. Hot, serialised, not buffered; completes when the
    /// socket has been closed and all has been delivered, and tells nothing of sends begun after that. On the threads of the
    /// notifications.</summary>
    public IObservable<SendResult> SettledSends => _queue.Life.SettledSends;

    /// <summary>What can still be done.</summary>
    public RxSocketState State => _queue.Life.State;

    /// <summary>Each change of <see cref="State"/>, in order; hot, completes after Closed. On the threads of the notifications.</summary>
    public IObservable<RxSocketState> StateChanges => _queue.Life.StateChanges;

    /// <summary>All bytes that the kernel ever took from this object.</summary>
    public long BytesTransferred => _queue.BytesTransferred;

    /// <summary>Sends that have been subscribed to and have not settled.</summary>
    public int Outstanding => _queue.Outstanding;

    /// <summary>One native send of <paramref name="buffers"/>: one outcome, possibly short (1..n bytes). Asio's <c>async_send</c>.</summary>
    /// <param name="buffers">What to send; at most 1,024 slices go with one call. Empty: succeeds with 0 without a system call.</param>
    /// <param name="flags">Native bits, see <see cref="SendObservable"/>. Epoll hands the number to the kernel, adds MSG_NOSIGNAL, owns
    /// MSG_DONTWAIT and MSG_WAITALL and refuses MSG_ZEROCOPY; Portable takes OutOfBand, Peek and DontRoute. What is refused fails with
    /// OperationNotSupported, 0 bytes.</param>
    /// <returns>A cold observable; nothing is checked or sent before it is subscribed to.</returns>
    public SendObservable AsyncSend(BufferSequence buffers, SocketFlags flags = SocketFlags.None) =>
        new(new SendPlan(_queue, buffers, flags, IsComposed: false));

    /// <summary>Sends all of <paramref name="buffers"/>, by as many native sends as it takes. Asio's <c>async_write</c>.</summary>
    /// <inheritdoc cref="AsyncSend(BufferSequence, SocketFlags)" path="/param"/>
    /// <inheritdoc cref="AsyncSend(BufferSequence, SocketFlags)" path="/returns"/>
    /// <remarks>Keeps its place in the queue until it has settled, so the frames of overlapping writes never interleave. Unlike Asio's
    /// it honours <see cref="CancellationLevel.Total"/> until its first byte.</remarks>
    public SendObservable AsyncWrite(BufferSequence buffers, SocketFlags flags = SocketFlags.None) =>
        new(new SendPlan(_queue, buffers, flags, IsComposed: true));

    /// <summary>Sends <paramref name="buffers"/> until <paramref name="condition"/> is satisfied or all is out, by as many native sends as
    /// it takes. Asio's <c>async_write</c> with a completion condition.</summary>
    /// <param name="buffers">What to send.</param>
    /// <param name="condition">When the write is complete, and how much of it goes with one native send.</param>
    /// <param name="flags">Native bits, as for <see cref="AsyncSend(BufferSequence, SocketFlags)"/>.</param>
    /// <inheritdoc cref="AsyncSend(BufferSequence, SocketFlags)" path="/returns"/>
    /// <remarks>A satisfied condition is a success, with the exact count: <c>buffers.From(result.BytesTransferred)</c> is the rest. From
    /// then on the place is free, so what was queued comes before a rest that is sent later.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is null.</exception>
    public SendObservable AsyncWrite(BufferSequence buffers, CompletionCondition condition, SocketFlags flags = SocketFlags.None)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new(new SendPlan(_queue, buffers, flags, IsComposed: true) { Terms = SendTerms.None with { Condition = condition } });
    }

    /// <summary>Sends what <paramref name="buffer"/> holds when it is subscribed to, and takes exactly the bytes that the kernel took away
    /// from it when the write has settled, also after an error or a cancellation. Asio's <c>async_write</c> of a dynamic buffer.</summary>
    /// <param name="buffer">A <see cref="System.IO.Pipelines.PipeReader"/>, an <see cref="System.Buffers.ArrayBufferWriter{T}"/>, or one
    /// of your own. Nobody else uses it from Subscribe until the write has settled.</param>
    /// <param name="condition">When the write is complete; null: when all is out.</param>
    /// <param name="flags">Native bits, as for <see cref="AsyncSend(BufferSequence, SocketFlags)"/>.</param>
    /// <inheritdoc cref="AsyncSend(BufferSequence, SocketFlags)" path="/returns"/>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    [OverloadResolutionPriority(-1)] // default and null mean no bytes
    public SendObservable AsyncWrite(DynamicBuffer buffer, CompletionCondition? condition = null, SocketFlags flags = SocketFlags.None)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return new(new SendPlan(_queue, default, flags, IsComposed: true) { Terms = SendTerms.None with { Source = buffer, Condition = condition } });
    }

    /// <summary>As <see cref="AsyncSend(BufferSequence, SocketFlags)"/>; <paramref name="token"/> says how the outcome comes back.</summary>
    /// <param name="buffers">What to send.</param>
    /// <param name="flags">Native bits.</param>
    /// <param name="token">One of <see cref="Use"/>, or one of the user's.</param>
    /// <returns>What the token makes of it. Begun or not: that is the token's decision.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="token"/> is null.</exception>
    public TReturn AsyncSend<TReturn>(BufferSequence buffers, SocketFlags flags, CompletionToken<TReturn> token) =>
        new SendInitiation(new SendCall(_queue, buffers, flags, IsComposed: false)).With(token);

    /// <inheritdoc cref="AsyncSend{TReturn}(BufferSequence, SocketFlags, CompletionToken{TReturn})"/>
    public TReturn AsyncSend<TReturn>(BufferSequence buffers, CompletionToken<TReturn> token) => AsyncSend(buffers, SocketFlags.None, token);

    /// <summary>As <see cref="AsyncWrite(BufferSequence, SocketFlags)"/>; <paramref name="token"/> says how the outcome comes back.</summary>
    /// <inheritdoc cref="AsyncSend{TReturn}(BufferSequence, SocketFlags, CompletionToken{TReturn})"/>
    public TReturn AsyncWrite<TReturn>(BufferSequence buffers, SocketFlags flags, CompletionToken<TReturn> token) =>
        new SendInitiation(new SendCall(_queue, buffers, flags, IsComposed: true)).With(token);

    /// <inheritdoc cref="AsyncWrite{TReturn}(BufferSequence, SocketFlags, CompletionToken{TReturn})"/>
    public TReturn AsyncWrite<TReturn>(BufferSequence buffers, CompletionToken<TReturn> token) => AsyncWrite(buffers, SocketFlags.None, token);

    /// <summary>As <see cref="AsyncWrite(BufferSequence, CompletionCondition, SocketFlags)"/>; <paramref name="token"/> says how the outcome
    /// comes back.</summary>
    /// <param name="buffers">What to send.</param>
    /// <param name="condition">When the write is complete.</param>
    /// <param name="flags">Native bits.</param>
    /// <param name="token">One of <see cref="Use"/>, or one of the user's.</param>
    /// <returns>What the token makes of it.</returns>
    /// <exception cref="ArgumentNullException">A parameter is null.</exception>
    public TReturn AsyncWrite<TReturn>(
        BufferSequence buffers, CompletionCondition condition, SocketFlags flags, CompletionToken<TReturn> token) =>
        AsyncWrite(buffers, condition, flags).Initiate(token);

    /// <summary>As <see cref="AsyncWrite(DynamicBuffer, CompletionCondition?, SocketFlags)"/>; <paramref name="token"/> says how the outcome
    /// comes back.</summary>
    /// <param name="buffer">What to send from.</param>
    /// <param name="condition">When the write is complete; null: when all is out.</param>
    /// <param name="flags">Native bits.</param>
    /// <param name="token">One of <see cref="Use"/>, or one of the user's.</param>
    /// <returns>What the token makes of it.</returns>
    /// <exception cref="ArgumentNullException">Buffer or token is null.</exception>
    public TReturn AsyncWrite<TReturn>(
        DynamicBuffer buffer, CompletionCondition? condition, SocketFlags flags, CompletionToken<TReturn> token) =>
        AsyncWrite(buffer, condition, flags).Initiate(token);

    /// <summary>A send of the user's own making, out of steps: header, body, trailer. Asio's <c>async_compose</c>.</summary>
    /// <param name="function">Called once for each subscription, when it is its turn, where notifications run. What it awaits of
    /// <see cref="ComposedSend"/> goes out in order in one place in line: nothing of other sends between.</param>
    /// <param name="inFilter">What is noted of a request to stop; null: <see cref="CancellationFilter.EnableTerminal"/>, as in Asio,
    /// because only its author knows what stopping a function half way leaves behind.</param>
    /// <param name="outFilter">What of that the step under way, and later ones, hear; null: the same filter.</param>
    /// <returns>A cold observable of one outcome, with the bytes of all steps.</returns>
    /// <remarks>
    /// <para><b>Outcome.</b> Success when the function has returned; the error of a step, or its cancellation, when it lets that
    /// <see cref="SendException"/> out; <see cref="SocketError.SocketError"/> with the inner exception for any other. Whatever it is,
    /// the bytes are exact, and <c>settled</c> runs once. A function that begins no step sends nothing. One that returns while a step
    /// is under way fails with <see cref="InvalidOperationException"/> inside, when that step has settled.</para>
    /// <para><b>Cancellation.</b> While it waits for its turn any level is granted, as for every send, and the function is not called.
    /// Then the filters decide. Total is refused after the first byte of the first step, whatever they say. What passes stops the
    /// step under way, or the next one; the function is over when it has returned or thrown, not before. The end of the socket, and
    /// the unwatched limit, pass every filter.</para>
    /// <para><b>Torn.</b> A composed send that ended between its first and its last byte otherwise than by Terminal keeps its place
    /// until its outcome has been delivered, like a torn write.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public SendObservable Compose(
        Func<ComposedSend, Task> function, CancellationFilter? inFilter = null, CancellationFilter? outFilter = null) =>
        Composition(function, inFilter, outFilter).Observable;

    /// <summary>As <see cref="Compose(Func{ComposedSend, Task}, CancellationFilter?, CancellationFilter?)"/>; <paramref name="token"/> says
    /// how the outcome comes back.</summary>
    /// <param name="function">Makes the steps.</param>
    /// <param name="inFilter">What is noted of a request to stop; null: <see cref="CancellationFilter.EnableTerminal"/>.</param>
    /// <param name="outFilter">What of that the steps hear; null: the same filter.</param>
    /// <param name="token">One of <see cref="Use"/>, or one of the user's.</param>
    /// <returns>What the token makes of it.</returns>
    /// <exception cref="ArgumentNullException">A parameter is null.</exception>
    public TReturn Compose<TReturn>(
        Func<ComposedSend, Task> function, CancellationFilter? inFilter, CancellationFilter? outFilter, CompletionToken<TReturn> token) =>
        Composition(function, inFilter, outFilter).With(token);

    /// <summary>Tells when a send would not block: there is room, or an error that it would report. Sends nothing. Asio's
    /// <c>async_wait(wait_write)</c>.</summary>
    /// <returns>A cold observable of one value. Each subscription takes a place in line: it waits behind the sends before it, and those
    /// after it wait behind it. Failures, <see cref="Cancel"/> and the end of the socket are those of a send, as
    /// <see cref="SendException"/>; unsubscribing withdraws it at once.</returns>
    /// <remarks>Epoll and Uring are told by the kernel, whose idea of room is a third of its buffer free. Portable is not, and looks
    /// every 10 ms.</remarks>
    public IObservable<Unit> WaitWritable() =>
        new SendObservable(new SendPlan(_queue, default, SocketFlags.None, IsComposed: false) { Terms = SendTerms.None with { IsWait = true } })
            .Select(static _ => Unit.Default);

    /// <summary>Completes when nothing is outstanding and no torn write keeps its place. Await it before disposing, to end whole.</summary>
    public Task WhenIdle() => _queue.WhenIdle();

    /// <summary>Asks for <paramref name="level"/> on behalf of every outstanding send, watched or not. Does not wait.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An unknown level.</exception>
    public void Cancel(CancellationLevel level = CancellationLevel.Total | CancellationLevel.Partial) =>
        _queue.CancelAll(Cancellation.Levels.Checked(level, nameof(level)));

    /// <summary>Stops every outstanding send as by <c>Total | Partial</c> and hands the open socket back, in the mode it came in.</summary>
    /// <returns>The socket; from now on the caller's.</returns>
    /// <remarks>Waits for the system call in progress, if there is one, and for what io_uring has of this socket to be given back; none of
    /// that blocks. Registered memory that is sent without a copy may be read for longer: its registration says how long. Sends fail with
    /// NotSocket from now on.</remarks>
    /// <exception cref="ObjectDisposedException">Closed or released before.</exception>
    public virtual Socket Release()
    {
        ObjectDisposedException.ThrowIf(!LetGo(), this);
        _queue.Life.Ended.Wait();
        Attached.Remove(Socket.SafeHandle);
        return Socket;
    }

    /// <summary>The part of <see cref="Release"/> that all engines share.</summary>
    /// <returns>Whether the end had not begun before.</returns>
    internal bool LetGo() => _queue.Stop(SocketEnd.Release, CancellationLevel.Total | CancellationLevel.Partial);

    /// <summary>Refuses new sends, settles the outstanding ones with OperationAborted and their counts, ends the sending side
    /// (<c>Shutdown(Send)</c>) and closes. Never waits; works inside handlers. A socket that lingers is closed on the thread pool; one of
    /// which the kernel still reads registered memory, when it has let go (<see cref="ZeroCopyOptions.Linger"/>).</summary>
    public void Dispose()
    {
        _queue.Stop(SocketEnd.Close, CancellationLevel.Terminal);
        GC.SuppressFinalize(this);
    }

    /// <summary><see cref="Dispose"/>, and completes when all is settled and the socket closed.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        GC.SuppressFinalize(this);
        return new ValueTask(_queue.Life.Ended);
    }

    private SendInitiation Composition(Func<ComposedSend, Task> function, CancellationFilter? inFilter, CancellationFilter? outFilter)
    {
        ArgumentNullException.ThrowIfNull(function);
        var noted = inFilter ?? CancellationFilter.EnableTerminal;
        var composition = new Composition(run => function(new ComposedSend(run)), noted, outFilter ?? noted);
        return new SendInitiation(new SendPlan(_queue, default, SocketFlags.None, IsComposed: true)
        {
            Terms = SendTerms.None with { Composition = composition },
        });
    }
}
