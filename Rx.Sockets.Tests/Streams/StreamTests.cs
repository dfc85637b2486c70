using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Streams;

/// <summary>The life of a stream of messages in virtual time: what goes out when, and what is told.</summary>
public sealed class StreamTests
{
    [Fact]
    public void A_message_that_finds_nothing_under_way_goes_out_inside_OnNext()
    {
        var scene = new StreamScene(window: 100);

        scene.Send("hello");
        Assert.Equal(["hello"], scene.Wire);
        scene.Send("again");
        Assert.Equal(["hello", "again"], scene.Wire);

        scene.Tell();
        Assert.Equal(new SendProgress(2, 10), scene.Heard.Values[^1]);
        Assert.Single(scene.Heard.Values); // the newest counts only
    }

    [Fact]
    public void Messages_that_come_while_a_write_is_under_way_go_out_together()
    {
        var scene = new StreamScene(window: 1);

        scene.Send("ab", "", "cd", "ef", "gh");
        scene.Read(100);

        Assert.Equal(["a", "b", "cdefgh"], scene.Wire);
        Assert.Equal(new SendProgress(5, 8), scene.Heard.Values[^1]);
    }

    [Fact]
    public void Completion_is_told_when_all_is_out()
    {
        var scene = new StreamScene(window: 3);
        scene.Send("ab", "cd");

        scene.Source.OnCompleted();
        scene.Tell();
        Assert.False(scene.HasSettled);
        scene.Read(1);

        Assert.Equal("abcd", scene.Sent);
        Assert.Equal(new SendProgress(2, 4), scene.Last);
        Assert.True(scene.Heard.IsCompleted);
        Assert.Equal(scene.Last, scene.Heard.Values[^1]);
    }

    [Fact]
    public void The_error_of_the_source_is_told_when_all_that_it_handed_over_is_out()
    {
        var scene = new StreamScene(window: 3);
        scene.Send("ab", "cd");

        scene.Source.OnError(new InvalidTimeZoneException());
        scene.Tell();
        Assert.False(scene.HasSettled);
        scene.Read(1);

        Assert.Equal("abcd", scene.Sent);
        Assert.Equal(scene.Last, scene.Heard.Values[^1]);
        Assert.IsType<InvalidTimeZoneException>(scene.Heard.Error);
    }

    [Fact]
    public void A_source_may_hand_over_and_complete_inside_Subscribe()
    {
        var scheduler = new TestScheduler();
        var socket = new VirtualSocket(scheduler, window: 4);
        var heard = new Recorder<SendProgress>();

        Observable.Range(0, 100).Select(static i => new[] { (byte)i }).SendTo(socket).Subscribe(heard);
        Assert.Equal(0, heard.Calls);
        Assert.Equal(4, socket.Peer.BytesReceived);
        socket.Peer.Read(1000);
        scheduler.AdvanceBy(4);

        Assert.True(heard.IsCompleted);
        Assert.Equal(new SendProgress(100, 100), heard.Values[^1]);
    }

    [Fact]
    public void What_the_Subscribe_of_the_source_throws_ends_the_stream()
    {
        var scheduler = new TestScheduler();
        var heard = new Recorder<SendProgress>();
        var source = Observable.Create<byte[]>((Func<IObserver<byte[]>, IDisposable>)(_ => throw new InvalidTimeZoneException()));

        source.SendTo(new VirtualSocket(scheduler)).Subscribe(heard);
        scheduler.AdvanceBy(4);

        Assert.IsType<InvalidTimeZoneException>(heard.Error);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_the_Dispose_of_the_source_throws_takes_no_counts_away(bool leaves)
    {
        var scheduler = new TestScheduler();
        var socket = new VirtualSocket(scheduler);
        var settled = 0;
        var source = new Source(Disposable.Create(static () => throw new InvalidTimeZoneException()));
        var subscription = source.SendTo(socket, new SendToOptions { Settled = _ => settled++ }).Subscribe(new Recorder<SendProgress>());

        if (leaves)
        {
            Assert.Throws<InvalidTimeZoneException>(subscription.Dispose);
            scheduler.AdvanceBy(4);
        }
        else
        {
            socket.Dispose();
            source.Observer!.OnNext(new byte[1]);
            Assert.Throws<InvalidTimeZoneException>(() => scheduler.AdvanceBy(4));
        }

        Assert.Equal(1, settled);
    }

    /// <summary>An observer that makes the next piece of news while it is told one.</summary>
    [Fact]
    public void News_that_come_while_news_are_told_are_told_too()
    {
        var scheduler = new TestScheduler();
        var source = new Subject<byte[]>();
        var heard = new List<long>();

        source.SendTo(new VirtualSocket(scheduler)).Subscribe(progress =>
        {
            heard.Add(progress.Messages);
            if (progress.Messages < 3) source.OnNext(new byte[10]);
        });
        source.OnNext(new byte[10]);
        scheduler.AdvanceBy(10);

        Assert.Equal([1, 2, 3], heard);
    }

    [Fact]
    public void Disposed_inside_OnNext_nothing_more_is_told_but_Settled()
    {
        var scheduler = new TestScheduler();
        var source = new Subject<byte[]>();
        var (calls, settled) = (0, 0);
        var subscription = new SingleAssignmentDisposable();

        subscription.Disposable = source.SendTo(new VirtualSocket(scheduler), new SendToOptions { Settled = _ => settled++ }).Subscribe(
            _ =>
            {
                calls++;
                subscription.Dispose();
            },
            _ => calls++,
            () => calls++);
        source.OnNext(new byte[10]);
        scheduler.AdvanceBy(10);

        Assert.False(source.HasObservers);
        Assert.Equal((1, 1), (calls, settled));
    }

    [Fact]
    public void Lent_memory_comes_back_when_its_message_is_out_and_without_another()
    {
        var scene = new StreamScene(window: 7, new SendToOptions { CopyUpTo = 3, Framing = Framing.Delimited(";"u8) });

        scene.Send("ab", "cdef", "ghij");
        scene.Tell();
        Assert.Empty(scene.Released);
        scene.Read(1);
        Assert.Equal(["cdef"], scene.Released);
        scene.Read(100);

        Assert.Equal(["cdef", "ghij"], scene.Released);
        Assert.Equal("ab;cdef;ghij;", scene.Sent);
    }

    [Fact]
    public void A_chain_of_more_writes_than_one_stack_may_have_stays_in_virtual_time()
    {
        var scene = new StreamScene(window: 0, new SendToOptions { Capacity = 100_000_000 });
        var message = new string('x', 60_000);
        for (var i = 0; i < 300; i++)
            scene.Send(message);

        scene.Socket.Peer.Window = long.MaxValue;

        Assert.Equal(300 * 60_000, scene.Socket.BytesTransferred);
        scene.CheckSums();
    }

    private sealed class Source(IDisposable subscription) : IObservable<byte[]>
    {
        public IObserver<byte[]>? Observer { get; private set; }

        public IDisposable Subscribe(IObserver<byte[]> observer)
        {
            Observer = observer;
            return subscription;
        }
    }
}
