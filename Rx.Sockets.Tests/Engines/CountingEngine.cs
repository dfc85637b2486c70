using System.Net.Sockets;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Tests.Engines;

/// <summary>A real engine, and how often its loop has looked at its events.</summary>
internal sealed class CountingEngine(SendEngine inner) : SendEngine
{
    public int Polls { get; private set; }

    public override string Name => inner.Name;

    public override TimeSpan? Patience => inner.Patience;

    public override SendPort Attach(Socket socket, ISendSink sink) => inner.Attach(socket, sink);

    public override bool Poll(TimeSpan timeout)
    {
        Polls++;
        return inner.Poll(timeout);
    }

    public override void Wake() => inner.Wake();

    public override void Dispose() => inner.Dispose();
}
