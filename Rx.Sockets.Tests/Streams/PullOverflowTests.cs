using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary><see cref="Bridges.ToPull"/>: what becomes of an item that finds no room.</summary>
public sealed class PullOverflowTests
{
    private const int Capacity = 3;

    [Fact]
    public async Task DropNewest_keeps_what_waits()
    {
        var (taken, dropped, error) = await Flood(Overflow.DropNewest);

        Assert.Equal([0, 1, 2], taken);
        Assert.Equal([3, 4, 5], dropped);
        Assert.Null(error);
    }

    [Fact]
    public async Task DropOldest_keeps_what_is_new()
    {
        var (taken, dropped, error) = await Flood(Overflow.DropOldest);

        Assert.Equal([3, 4, 5], taken);
        Assert.Equal([0, 1, 2], dropped);
        Assert.Null(error);
    }

    [Fact]
    public async Task Fail_gives_what_waits_and_then_its_error_and_is_what_is_done_without_a_policy()
    {
        foreach (var overflow in new[] { Overflow.Fail, null })
        {
            var (taken, dropped, error) = await Flood(overflow);

            Assert.Equal([0, 1, 2], taken);
            Assert.Equal([3, 4, 5], dropped);
            Assert.Equal(Capacity, Assert.IsType<BridgeOverflowException>(error).Capacity);
        }
    }

    [Fact]
    public async Task Block_inside_Subscribe_says_what_is_wrong_instead_of_waiting_for_ever()
    {
        var (taken, dropped, error) = await Flood(Overflow.Block);

        Assert.Equal([0, 1, 2], taken);
        Assert.Equal([3, 4, 5], dropped);
        Assert.Contains("Block would wait inside Subscribe", Assert.IsType<InvalidOperationException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Block_inside_the_Subscribe_of_an_operator_of_Rx_says_it_too()
    {
        var taken = new List<int>();
        var pulled = Observable.Range(0, int.MaxValue).ToPull(Capacity, Overflow.Block);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Drain(pulled, taken).Within());
        Assert.Equal([0, 1, 2], taken);
    }

    [Fact]
    public async Task Block_keeps_the_thread_of_the_source_so_that_no_more_wait_than_may()
    {
        const int Items = 20_000;
        var source = new RawObservable();
        var accepted = 0;
        var pulled = source.ToPull(Capacity, Overflow.Block);
        await using var pull = pulled.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var step = pull.MoveNextAsync();
        var emitting = Task.Factory.StartNew(Emit, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        for (var taken = 0; await step.AsTask().Within(); step = pull.MoveNextAsync())
        {
            Assert.Equal(taken++, pull.Current);
            Assert.InRange(Volatile.Read(ref accepted), 0, taken + Capacity);
        }

        await emitting.Within();
        Assert.Equal(Items, accepted);

        void Emit()
        {
            for (var i = 0; i < Items; i++, Interlocked.Increment(ref accepted))
                source.Emit(i);
            source.Observer.OnCompleted();
        }
    }

    [Fact]
    public async Task Leaving_lets_a_source_go_on_that_Block_keeps_waiting()
    {
        var source = new RawObservable();
        var dropped = new List<int>();
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pull = source.ToPull(1, Overflow.Block, dropped.Add).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var step = pull.MoveNextAsync().AsTask();
        source.Emit(0);
        await step.Within();
        var emitting = Task.Factory.StartNew(Emit, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await full.Task.Within();
        await pull.DisposeAsync();

        await emitting.Within();
        Assert.Equal([1, 2], dropped.Order());

        void Emit()
        {
            source.Emit(1);
            full.SetResult();
            source.Emit(2); // no room
        }
    }

    /// <summary>Every item comes out or is dropped, once, whatever races: several threads that emit at once, the end, and leaving.</summary>
    [Fact]
    public async Task Every_item_is_accounted_for_under_every_policy()
    {
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        var random = new Random(seed);
        foreach (var overflow in new[] { Overflow.Block, Overflow.Fail, Overflow.DropNewest, Overflow.DropOldest })
        {
            for (var round = 0; round < 200; round++)
                Assert.True(await Account(overflow, random.Next(0, 60)), $"{overflow}, seed {seed}, round {round}");
        }
    }

    private static async Task<bool> Account(Overflow overflow, int leaveAfter)
    {
        const int Threads = 3, Each = 20;
        var source = new RawObservable();
        var dropped = new System.Collections.Concurrent.ConcurrentQueue<int>();
        var taken = new List<int>();
        var pull = source.ToPull(Capacity, overflow, dropped.Enqueue).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var step = pull.MoveNextAsync().AsTask();
        var emitting = Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() => source.Emit([.. Enumerable.Range(thread * Each, Each)]))));
        var ending = emitting.ContinueWith(_ => source.Observer.OnCompleted(), TaskScheduler.Default);
        for (; taken.Count < leaveAfter && await Came(step); step = pull.MoveNextAsync().AsTask())
            taken.Add(pull.Current);

        await pull.DisposeAsync();
        await ending.Within();
        if (taken.Count == leaveAfter && await Came(step)) taken.Add(pull.Current); // it was being made
        return taken.Concat(dropped).Order().SequenceEqual(Enumerable.Range(0, Threads * Each));
    }

    /// <summary>Whether the step gave an item; not, if it was the end or did not fit.</summary>
    private static async Task<bool> Came(Task<bool> step)
    {
        try
        {
            return await step.Within();
        }
        catch (BridgeOverflowException)
        {
            return false;
        }
    }

    /// <summary>Six items inside Subscribe, then the end.</summary>
    private static async Task<(List<int> Taken, List<int> Dropped, Exception? Error)> Flood(Overflow? overflow)
    {
        var source = new RawObservable(observer =>
        {
            for (var i = 0; i < 2 * Capacity; i++)
                observer.OnNext(i);
            observer.OnCompleted();
        });
        List<int> taken = [], dropped = [];
        var error = await Record.ExceptionAsync(() => Drain(source.ToPull(Capacity, overflow, dropped.Add), taken).Within());
        Assert.Equal(1, source.Unsubscribed);
        return (taken, dropped, error);
    }

    private static async Task Drain(IAsyncEnumerable<int> pulled, List<int> taken)
    {
        await foreach (var item in pulled)
            taken.Add(item);
    }
}
