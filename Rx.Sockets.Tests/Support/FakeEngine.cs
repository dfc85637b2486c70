using System.Net.Sockets;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Tests.Support;

/// <summary>An engine without events: keeps how long it was to wait, and does what the test says meanwhile.</summary>
internal sealed class FakeEngine : SendEngine
{
    public override string Name => "fake";

    public override TimeSpan? Patience => Look;

    public TimeSpan? Look { get; set; }

    public List<TimeSpan> Waits { get; } = [];

    /// <summary>Happens inside every wait; its result is that of the poll.</summary>
    public Func<TimeSpan, bool>? OnPoll { get; set; }

    public int Wakes { get; private set; }

    public int Disposals { get; private set; }

    public override SendPort Attach(Socket socket, ISendSink sink) => new ScriptedPort(sink);

    public override bool Poll(TimeSpan timeout)
    {
        Assert.Equal(0, Disposals);
        Waits.Add(timeout);
        return OnPoll?.Invoke(timeout) ?? false;
    }

    public override void Wake() => Wakes++;

    public override void Dispose() => Disposals++;
}
