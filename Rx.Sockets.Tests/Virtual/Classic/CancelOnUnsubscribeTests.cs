using Microsoft.Reactive.Testing;

namespace Rx.Sockets.Tests.Virtual.Classic;

/// <summary>What leaving asks for, and what the ledger is told.</summary>
public class CancelOnUnsubscribeTests : ClassicTest
{
    private readonly List<Recorded<SendResult>> _ledger = [];

    [Fact]
    public void Leaving_at_Partial_stops_a_write_and_the_ledger_hears_the_count_one_tick_later()
    {
        var observer = Observe(Connect(window: 3).AsyncWrite(Hello).CancelOnUnsubscribe(CancellationLevel.Partial, Note), until: 240);
        ReactiveAssert.AreElementsEqual([], observer.Messages);
        ReactiveAssert.AreElementsEqual([new(241, Stopped(CancellationLevel.Partial, 3))], _ledger);
    }

    [Fact]
    public void Leaving_at_Total_is_refused_after_the_first_byte_and_the_write_runs_to_its_end()
    {
        var socket = Connect(window: 3);
        At(300, () => socket.Peer.Read(2));
        var observer = Observe(socket.AsyncWrite(Hello).CancelOnUnsubscribe(CancellationLevel.Total, Note), until: 240);
        ReactiveAssert.AreElementsEqual([], observer.Messages);
        ReactiveAssert.AreElementsEqual([new(301, Sent(5))], _ledger);
    }

    [Fact]
    public void Leaving_at_Terminal_closes_the_door()
    {
        var socket = Connect(window: 0);
        Observe(socket.AsyncSend(Hello).CancelOnUnsubscribe(CancellationLevel.Terminal, Note), until: 240);
        ReactiveAssert.AreElementsEqual([new(241, Stopped(CancellationLevel.Terminal, 0))], _ledger);
        Assert.Equal(RxSocketState.OnlyClosable, socket.State);
    }

    [Fact]
    public void A_watched_send_is_in_the_ledger_too()
    {
        Observe(Connect(window: 5).AsyncSend(Hello).CancelOnUnsubscribe(CancellationLevel.Total, Note));
        ReactiveAssert.AreElementsEqual([new(201, Sent(5))], _ledger);
    }

    private void Note(SendResult result) => _ledger.Add(new(Scheduler.Clock, result));
}
