using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace Rx.Sockets.Virtual;

/// <summary>What lies between a virtual socket and its peer: bytes arrive late, at the pace of the network, and are read at once.</summary>
/// <remarks>All that is under way when something arrives is the next arrival, so a busy path costs one scheduled action for a window
/// of bytes, however many sends they came from.</remarks>
internal sealed class VirtualPath
{
    private readonly Lock _gate = new();
    private readonly VirtualPeer _peer;
    private readonly IScheduler _scheduler;
    private readonly VirtualNetworkOptions _options;
    private readonly Random _chance;
    private long _underWay;
    private bool _busy;

    public VirtualPath(VirtualSocket socket, IScheduler scheduler, VirtualNetworkOptions options, Random chance)
    {
        (_peer, _scheduler, _options, _chance) = (socket.Peer, scheduler, options, chance);
        _peer.Port.Took = Leave;
        Shorten();
    }

    private void Leave(long count)
    {
        lock (_gate)
        {
            _underWay += count;
            if (_busy) return;
            _busy = true;
        }

        Expect(_options.Latency);
    }

    private void Expect(TimeSpan latency)
    {
        long count;
        TimeSpan delay;
        lock (_gate)
        {
            count = _underWay;
            var transit = count * (double)TimeSpan.TicksPerSecond / _options.BytesPerSecond;
            delay = latency + TimeSpan.FromTicks((long)(transit + _options.Jitter.Ticks * _chance.NextDouble()));
        }

        var due = delay > VirtualTimer.Tick ? delay : VirtualTimer.Tick;
        _scheduler.Schedule((Path: this, Count: count), due, static (_, arrival) => arrival.Path.Arrive(arrival.Count));
    }

    private IDisposable Arrive(long count)
    {
        bool reset;
        lock (_gate)
        {
            _underWay -= count;
            reset = _chance.NextDouble() < _options.ResetProbability;
        }

        if (reset)
        {
            _peer.Reset();
            return Disposable.Empty;
        }

        Shorten();
        _peer.Read(count);
        lock (_gate)
        {
            _busy = _underWay > 0;
            if (!_busy) return Disposable.Empty;
        }

        Expect(TimeSpan.Zero);
        return Disposable.Empty;
    }

    private void Shorten()
    {
        if (_options.LongestSend is { } longest) _peer.Segment = _chance.Next(1, longest + 1);
    }
}
