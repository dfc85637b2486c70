using System.Net.Sockets;
using Rx.Sockets.Engines;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Tests.Support;

/// <summary>A send queue on a scripted port, with executors and a clock that stand until the test moves them.</summary>
internal sealed class SendBench
{
    public SendBench(TimeSpan? unwatchedLimit = null, Func<ISendSink, ScriptedPort>? attach = null)
    {
        attach ??= sink => new ScriptedPort(sink);
        Queue = new SendQueue(sink => Port = attach(sink), Executor, Turns, Clock, unwatchedLimit ?? Timeout.InfiniteTimeSpan);
    }

    public ScriptedPort Port { get; private set; } = null!;

    /// <summary>Where notifications run.</summary>
    public ManualExecutor Executor { get; } = new();

    /// <summary>Where a queue goes on that has had enough of one stack.</summary>
    public ManualExecutor Turns { get; } = new();

    public StepClock Clock { get; } = new();

    public SendQueue Queue { get; }

    public SendObservable AsyncSend(BufferSequence buffers, SocketFlags flags = SocketFlags.None) =>
        new(new SendPlan(Queue, buffers, flags, IsComposed: false));

    public SendObservable AsyncWrite(BufferSequence buffers, SocketFlags flags = SocketFlags.None) =>
        new(new SendPlan(Queue, buffers, flags, IsComposed: true));

    /// <summary>Subscribes to a send of so many bytes.</summary>
    public TrackedSend Send(int length, CancellationLevel onLeave = CancellationLevel.Total) => new(AsyncSend(new byte[length]), onLeave);

    /// <summary>Subscribes to a write of so many bytes, each of the value <paramref name="mark"/>.</summary>
    public TrackedSend Write(int length, CancellationLevel onLeave = CancellationLevel.Total, byte mark = 0) =>
        new(AsyncWrite(Enumerable.Repeat(mark, length).ToArray()), onLeave);
}
