using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Virtual;

/// <summary>Many sends of one tick: that their notifications share items of the scheduler is not to be seen.</summary>
public class CrowdedTickTests
{
    private const int Many = 1000;

    private readonly TestScheduler _scheduler = new();
    private readonly List<string> _seen = [];

    [Fact]
    public void All_are_notified_one_tick_later_in_their_order()
    {
        var socket = new VirtualSocket(_scheduler);
        for (var i = 0; i < Many; i++)
            Send(socket, $"send {i}");

        _scheduler.AdvanceBy(1);

        Assert.Equal(Enumerable.Range(0, Many).Select(i => $"send {i} at 1"), _seen);
    }

    [Fact]
    public void Historical_scheduler_agrees()
    {
        var scheduler = new HistoricalScheduler();
        var socket = new VirtualSocket(scheduler);
        for (var i = 0; i < Many; i++)
            socket.AsyncSend(new byte[1]).Subscribe(_ => _seen.Add($"{scheduler.Now.Ticks}"));

        scheduler.AdvanceBy(TimeSpan.Zero);
        Assert.Empty(_seen);
        scheduler.AdvanceBy(TimeSpan.FromTicks(1));

        Assert.Equal(Enumerable.Repeat("1", Many), _seen);
    }

    [Fact]
    public void All_that_wait_leave_in_the_tick_in_which_the_peer_reads()
    {
        var socket = new VirtualSocket(_scheduler, window: 0);
        for (var i = 0; i < Many; i++)
            Send(socket, $"send {i}");
        _scheduler.AdvanceBy(5);

        socket.Peer.Read(Many);

        Assert.Equal(Many, socket.Peer.BytesReceived);
        _scheduler.AdvanceBy(1);
        Assert.Equal(Enumerable.Range(0, Many).Select(i => $"send {i} at 6"), _seen);
    }

    [Fact]
    public void What_is_due_between_the_first_ones_keeps_its_place()
    {
        var socket = new VirtualSocket(_scheduler);
        Send(socket, "send");
        _scheduler.ScheduleRelative(this, 1, static (_, test) => test.Note("timer"));
        Send(socket, "next send");

        _scheduler.AdvanceBy(1);

        Assert.Equal(["send at 1", "timer at 1", "next send at 1"], _seen);
    }

    [Fact]
    public void Sends_of_handlers_are_notified_in_the_tick_behind_theirs()
    {
        var socket = new VirtualSocket(_scheduler);
        for (var i = 0; i < Many; i++)
            socket.AsyncSend(new byte[1]).Subscribe(_ => Send(socket, "second"));

        _scheduler.AdvanceBy(1);
        Assert.Empty(_seen);
        _scheduler.AdvanceBy(1);

        Assert.Equal(Enumerable.Repeat("second at 2", Many), _seen);
    }

    [Fact]
    public void Handlers_that_throw_keep_nobody_from_hearing_and_each_exception_comes_out()
    {
        var socket = new VirtualSocket(_scheduler);
        for (var i = 0; i < Many; i++)
        {
            var number = i;
            if (i is 3 or 500 or 501) socket.AsyncSend(new byte[1]).Subscribe(_ => throw new InvalidOperationException($"{number}"));
            else Send(socket, "send");
        }

        var thrown = new List<string>();
        while (_scheduler.Clock < 2)
        {
            try
            {
                _scheduler.AdvanceTo(2);
            }
            catch (InvalidOperationException error)
            {
                thrown.Add(error.Message);
                _scheduler.Stop();
            }
        }

        Assert.Equal(["3", "500", "501"], thrown);
        Assert.Equal(Enumerable.Repeat("send at 1", Many - 3), _seen);
    }

    [Fact]
    public async Task In_real_time_a_handler_may_wait_for_another()
    {
        var scheduler = new StoppedClock();
        var executor = new VirtualExecutor(scheduler);
        using var last = new ManualResetEventSlim();
        var first = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var i = 0; i < Many; i++)
        {
            Action work = i switch
            {
                Many - 2 => () => first.SetResult(last.Wait(Deadline.Limit)),
                Many - 1 => last.Set,
                _ => Nothing,
            };
            executor.Post(new Work(work));
        }

        Assert.True(await first.Task.Within());
    }

    [Fact]
    public void Batch_that_has_begun_takes_no_more()
    {
        NotificationBatch batch = null!;
        batch = new NotificationBatch(_scheduler, new Work(() => Assert.False(batch.TryAdd(new Work(() => Note("too late"))))));
        Assert.True(batch.TryAdd(new Work(() => Note("in time"))));

        batch.Execute();

        Assert.False(batch.TryAdd(new Work(() => Note("too late"))));
        Assert.Equal(["in time at 0"], _seen);
    }

    private static void Nothing()
    {
    }

    private void Send(VirtualSocket socket, string name) => socket.AsyncSend(new byte[1]).Subscribe(_ => Note(name));

    private IDisposable Note(string what)
    {
        _seen.Add($"{what} at {_scheduler.Clock}");
        return Disposable.Empty;
    }

    /// <summary>A thread for each item, and a clock too coarse to tell them apart.</summary>
    private sealed class StoppedClock : LocalScheduler
    {
        public override DateTimeOffset Now => DateTimeOffset.UnixEpoch;

        public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
        {
            ThreadPool.QueueUserWorkItem(_ => action(this, state));
            return Disposable.Empty;
        }
    }
}
