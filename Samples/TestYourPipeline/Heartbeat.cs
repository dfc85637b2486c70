using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Text;
using Rx.Sockets;

namespace TestYourPipeline;

/// <summary>The pipeline under test: production code, that knows nothing of marbles. All it needs to be testable is that its scheduler
/// is passed in.</summary>
internal static class Heartbeat
{
    private static readonly BufferSequence Ping = Encoding.ASCII.GetBytes("ping");

    /// <summary>A ping every <paramref name="period"/>. One that is not out within <paramref name="patience"/> ends it with a
    /// TimeoutException; Concat keeps pings from piling up behind it.</summary>
    public static IObservable<SendResult> Beats(RxSocket socket, TimeSpan period, TimeSpan patience, IScheduler scheduler) =>
        Observable.Interval(period, scheduler)
            .Select(_ => socket.AsyncWrite(Ping).Timeout(patience, scheduler))
            .Concat();

    /// <summary>Beats; when they fail, a pause, another connection and beats again.</summary>
    /// <param name="connect">Cold: each subscription makes a connection.</param>
    /// <param name="beats">The beats of a connection.</param>
    /// <param name="pause">How long to wait before each further attempt.</param>
    /// <param name="attempts">How many connections there may be.</param>
    /// <param name="scheduler">Whose time.</param>
    public static IObservable<SendResult> Reconnecting(
        IObservable<RxSocket> connect, Func<RxSocket, IObservable<SendResult>> beats, TimeSpan pause, int attempts, IScheduler scheduler) =>
        connect.SelectMany(beats).RetryWhen(errors => errors.Select((error, index) => index + 1 < attempts
            ? Observable.Timer(pause, scheduler)
            : Observable.Throw<long>(error)).Concat());
}
