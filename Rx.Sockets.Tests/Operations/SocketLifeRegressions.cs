using System.Net.Sockets;
using Rx.Sockets.Operations;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

/// <summary>Bugs of the end of a socket and of who is told, that were found by review.</summary>
public sealed class SocketLifeRegressions
{
    [Theory]
    [InlineData(SocketEngineKind.Epoll)]
    [InlineData(SocketEngineKind.Portable)]
    public async Task A_send_that_finds_the_socket_closed_by_somebody_else_makes_it_Closed(SocketEngineKind engine)
    {
        if (engine == SocketEngineKind.Epoll) Machine.NeedsEpoll();
        await using var pair = RxPair.Stepped(engine);
        var states = new Recorder<RxSocketState>();
        using var watching = pair.Socket.StateChanges.Subscribe(states);
        pair.Local.Dispose();
        var recorder = new Recorder<SendResult>();

        using var subscription = pair.Socket.AsyncSend(new byte[1]).AsResult().Subscribe(recorder);
        pair.RunReady();

        Assert.Equal(new SendResult(SocketError.NotSocket, 0), Assert.Single(recorder.Values));
        Assert.Equal(RxSocketState.Closed, pair.Socket.State);
        Assert.Equal([RxSocketState.Closed], states.Values);
        Assert.True(states.IsCompleted);
    }

    [Fact]
    public void An_observer_disposed_by_another_during_a_value_does_not_hear_it()
    {
        var subject = new SerialSubject<int>();
        var late = new Recorder<int>();
        IDisposable? second = null;
        using var first = subject.Subscribe(new Disposer(() => second!.Dispose()));
        second = subject.Subscribe(late);

        subject.Enqueue(1);
        subject.Execute();

        Assert.Equal(0, late.Calls);
    }

    private sealed class Disposer(Action dispose) : IObserver<int>
    {
        public void OnNext(int value) => dispose();

        public void OnError(Exception error)
        {
        }

        public void OnCompleted()
        {
        }
    }
}
