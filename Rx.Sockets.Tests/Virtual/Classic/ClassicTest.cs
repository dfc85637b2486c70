using System.Net.Sockets;
using System.Reactive;
using System.Reactive.Concurrency;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Virtual.Classic;

/// <summary>The style of ReactiveTest, beside the marbles: what is under test is subscribed to at 200 and left at 1000.</summary>
public abstract class ClassicTest : ReactiveTest
{
    protected static BufferSequence Hello { get; } = "hello"u8.ToArray();

    protected TestScheduler Scheduler { get; } = new();

    protected VirtualSocket Connect(long window) => new(Scheduler, window);

    protected void At(long tick, Action action) => Scheduler.ScheduleAbsolute(tick, action);

    protected ITestableObserver<SendResult> Observe(SendObservable send, long until = Disposed) => Scheduler.Start(() => send, Created, Subscribed, until);

    protected static SendResult Sent(long count) => new(SocketError.Success, count);

    protected static SendResult Stopped(CancellationLevel level, long count) => new(SocketError.OperationAborted, count, level);

    protected static Recorded<Notification<SendResult>>[] Success(long tick, SendResult result) => [OnNext(tick, result), OnCompleted<SendResult>(tick)];

    protected static Recorded<Notification<SendResult>>[] Failure(long tick, SendResult result) =>
        [OnError<SendResult>(tick, error => error is SendException failed && failed.Result == result)];
}
