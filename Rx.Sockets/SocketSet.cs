using System.Collections;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;
using Rx.Sockets.Streams;

namespace Rx.Sockets;

/// <summary>The sockets that a stream goes to: a set that may change while streams are under way. For one stream or several.</summary>
/// <remarks>
/// <para><b>Threads.</b> Every member from any thread, also inside handlers.</para>
/// <para><b>Ends.</b> A stream ends when every socket has been sent what it was offered. One that stalls keeps it from ending: remove it, and
/// dispose it if it is in the middle of a message.</para>
/// <para><b>Counts</b> of each socket: <see cref="GetProgress"/> while streams are under way, <see cref="SendToOptions.SocketSettled"/> the
/// last ones of one stream.</para>
/// <para><b>Ownership.</b> The sockets stay their owners': to remove one does not dispose it. One that fails, or whose policy gives it up, is
/// removed, and <see cref="Departures"/> tells.</para>
/// </remarks>
public sealed class SocketSet : IReadOnlyCollection<RxSocket>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RxSocket, Overflow?> _sockets = [];
    private readonly HashSet<FanOut> _streams = [];
    private readonly SerialSubject<SocketDeparture> _departures = new();

    /// <summary>A set of these sockets.</summary>
    /// <param name="sockets">null: none yet.</param>
    /// <exception cref="ArgumentException">One of them is null.</exception>
    public SocketSet(IEnumerable<RxSocket>? sockets = null)
    {
        foreach (var socket in sockets ?? [])
        {
            if (socket is null) throw new ArgumentException("A socket is null.", nameof(sockets));
            Add(socket);
        }
    }

    /// <summary>How many there are now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _sockets.Count;
        }
    }

    /// <summary>Each socket that left a stream before its end, with its last counts, once for each stream. Hot, never completes. Where
    /// the notifications of the stream run.</summary>
    public IObservable<SocketDeparture> Departures => _departures;

    /// <summary>Adds a socket. It is sent what is handed over from now on.</summary>
    /// <param name="socket">Open or not; one that cannot send departs with its error at the next message.</param>
    /// <param name="overflow">What happens when this socket is too slow; null: what the stream says. Not <see cref="Overflow.Block"/>. With
    /// <see cref="Overflow.Wait"/> the source waits for this socket, and with it all others: only for sources that are pulled; a stream
    /// of an observable that finds it in the set ends with <see cref="ArgumentException"/>.</param>
    /// <returns>False: it is there already, with the policy that it has.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="socket"/> is null.</exception>
    /// <exception cref="ArgumentException"><see cref="Overflow.Block"/>; <see cref="Overflow.Wait"/> where an observable is under way; or
    /// <see cref="Overflow.Latest{TKey}"/> where a stream under way has other keys: those of a stream are those of its own
    /// policy.</exception>
    public bool Add(RxSocket socket, Overflow? overflow = null)
    {
        ArgumentNullException.ThrowIfNull(socket);
        StreamChecks.Shared(overflow, nameof(overflow));
        lock (_gate)
        {
            foreach (var stream in _streams)
                stream.Check(overflow, nameof(overflow));
            if (!_sockets.TryAdd(socket, overflow)) return false;
            foreach (var stream in _streams)
                stream.Add(socket, overflow);
            return true;
        }
    }

    /// <summary>Removes a socket: its message under way goes out whole, those that have not begun are dropped. No source waits for it any
    /// more.</summary>
    /// <returns>False: it is not there.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="socket"/> is null.</exception>
    public bool Remove(RxSocket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        FanOut[] streams;
        lock (_gate)
        {
            if (!_sockets.Remove(socket)) return false;
            streams = [.. _streams];
        }

        foreach (var stream in streams)
            stream.Remove(socket);
        return true;
    }

    /// <summary>How far the streams under way have come with each socket that is there now: its counts, of several streams added up. They
    /// are of this moment for each socket, not for all at once; <see cref="SendProgress.Waits"/> is the source's, and 0 here. The cost is
    /// a short lock for each socket.</summary>
    /// <returns>A snapshot. A socket that nothing was offered to yet has counts of 0.</returns>
    public IReadOnlyDictionary<RxSocket, SendProgress> GetProgress()
    {
        Dictionary<RxSocket, SendProgress> counts;
        FanOut[] streams;
        lock (_gate)
        {
            counts = _sockets.Keys.ToDictionary(static socket => socket, static _ => default(SendProgress));
            streams = [.. _streams];
        }

        foreach (var stream in streams)
            stream.AddTo(counts);
        return counts;
    }

    /// <summary>Those that are there now.</summary>
    public IEnumerator<RxSocket> GetEnumerator()
    {
        lock (_gate)
            return _sockets.Keys.ToList().GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A stream begins: it is told of all sockets, and of each change.</summary>
    internal void Join(FanOut stream)
    {
        lock (_gate)
        {
            foreach (var overflow in _sockets.Values)
                stream.Check(overflow, nameof(overflow));
            _streams.Add(stream);
            foreach (var (socket, overflow) in _sockets)
                stream.Add(socket, overflow);
        }
    }

    /// <summary>A stream is over.</summary>
    internal void Leave(FanOut stream)
    {
        lock (_gate)
            _streams.Remove(stream);
    }

    /// <summary>A socket has left a stream.</summary>
    internal void Departed(SocketDeparture departure, IExecutor executor)
    {
        Remove(departure.Socket);
        _departures.Enqueue(departure);
        executor.Post(_departures);
    }
}
