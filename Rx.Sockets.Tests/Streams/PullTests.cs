using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary><see cref="Bridges.ToPull"/>: how an enumeration begins, goes on and ends.</summary>
public sealed class PullTests
{
    private readonly RawObservable _source = new();

    [Fact]
    public async Task What_was_taken_comes_out_in_order_and_then_the_end()
    {
        await using var pull = Pull(_source);
        var first = pull.MoveNextAsync();
        _source.Emit(1, 2, 3);
        _source.Observer.OnCompleted();

        Assert.True(await first.AsTask().Within());
        Assert.Equal(1, pull.Current);
        Assert.Equal([2, 3], await Rest(pull));
        Assert.False(await Step(pull));
    }

    [Fact]
    public async Task An_error_comes_after_what_was_taken_once_and_then_it_is_over()
    {
        var error = new TimeoutException();
        await using var pull = Pull(new RawObservable(observer =>
        {
            observer.OnNext(1);
            observer.OnNext(2);
            observer.OnError(error);
        }));

        Assert.True(await Step(pull));
        Assert.True(await Step(pull));
        Assert.Equal(2, pull.Current);
        Assert.Same(error, await Assert.ThrowsAsync<TimeoutException>(() => Step(pull)));
        Assert.False(await Step(pull));
    }

    [Fact]
    public async Task It_is_cold_and_each_enumerator_subscribes_once()
    {
        var pulled = _source.ToPull(4);
        await using var first = pulled.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await using var second = pulled.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.Equal(0, _source.Subscribed);

        var steps = new[] { first.MoveNextAsync().AsTask() };
        _source.Emit(7);
        Assert.True(await steps[0].Within());
        var other = second.MoveNextAsync().AsTask();
        Assert.Equal(2, _source.Subscribed);
        _source.Observer.OnCompleted();

        Assert.False(await other.Within());
    }

    [Fact]
    public async Task An_enumerator_that_is_disposed_or_cancelled_before_its_first_step_never_subscribes()
    {
        var disposed = Pull(_source);
        await disposed.DisposeAsync();
        await using var cancelled = PullUntil(new CancellationToken(canceled: true), _source);

        Assert.False(await Step(disposed));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Step(cancelled));
        Assert.Equal(0, _source.Subscribed);
    }

    [Fact]
    public async Task Disposing_while_a_step_is_awaited_unsubscribes_at_once_and_ends_the_step()
    {
        var pull = Pull(_source);
        var step = Step(pull);
        await pull.DisposeAsync();

        Assert.Equal(1, _source.Unsubscribed);
        Assert.False(await step);
        await pull.DisposeAsync();
        Assert.Equal(1, _source.Unsubscribed);
    }

    [Fact]
    public async Task Cancelling_drops_what_waits_and_says_so_rather_than_that_all_has_come()
    {
        using var cancel = new CancellationTokenSource();
        var dropped = new List<int>();
        await using var pull = _source.ToPull(4, Overflow.Fail, dropped.Add).GetAsyncEnumerator(cancel.Token);
        var first = Step(pull);
        _source.Emit(1);
        Assert.True(await first);
        _source.Emit(2, 3);
        _source.Observer.OnCompleted();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Step(pull));
        Assert.Equal([2, 3], dropped);
        Assert.Equal(1, _source.Unsubscribed);
    }

    [Fact]
    public async Task Leaving_inside_Subscribe_unsubscribes_as_soon_as_there_is_something_to_unsubscribe()
    {
        using var cancel = new CancellationTokenSource();
        var dropped = new List<int>();
        var source = new RawObservable(observer =>
        {
            observer.OnNext(1);
            cancel.Cancel();
            observer.OnNext(2);
        });
        await using var pull = source.ToPull(4, Overflow.Block, dropped.Add).GetAsyncEnumerator(cancel.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Step(pull));
        Assert.Equal([1, 2], dropped);
        Assert.Equal(1, source.Unsubscribed);
    }

    /// <summary>Operators of Rx emit inside Subscribe until they are stopped; these would never stop by themselves.</summary>
    [Fact]
    public async Task An_endless_source_that_emits_inside_Subscribe_is_left_there()
    {
        var gone = 0;
        using var cancel = new CancellationTokenSource();
        var endless = Observable.Repeat(5).Finally(() => gone++);
        await using var failing = Pull(endless);
        await using var cancelled = PullUntil(cancel.Token, endless.Do(_ => cancel.Cancel()));

        await Assert.ThrowsAsync<BridgeOverflowException>(() => Rest(failing));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Step(cancelled));
        Assert.Equal(2, gone);
    }

    [Fact]
    public async Task However_it_ends_the_source_is_unsubscribed_exactly_once()
    {
        Action<IObserver<int>>[] ends =
        [
            observer => observer.OnCompleted(),
            observer => observer.OnError(new TimeoutException()),
            observer => Enumerable.Range(0, 9).ToList().ForEach(observer.OnNext), // does not fit
            _ => { },
        ];
        foreach (var end in ends)
        {
            using var cancel = new CancellationTokenSource();
            var source = new RawObservable();
            var pull = PullUntil(cancel.Token, source);
            var step = Step(pull);
            end(source.Observer);
            end(source.Observer);
            await pull.DisposeAsync();
            await cancel.CancelAsync();

            await Record.ExceptionAsync(() => step);
            Assert.Equal((1, 1), (source.Subscribed, source.Unsubscribed));
        }
    }

    [Fact]
    public async Task What_Subscribe_throws_comes_out_of_the_enumeration()
    {
        await using var pull = Pull(new RawObservable(observer =>
        {
            observer.OnNext(1);
            throw new TimeoutException();
        }));

        Assert.True(await Step(pull));
        await Assert.ThrowsAsync<TimeoutException>(() => Step(pull));
    }

    [Fact]
    public async Task What_comes_after_the_end_does_not_count()
    {
        var dropped = new List<int>();
        await using var pull = _source.ToPull(4, Overflow.Fail, dropped.Add).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var step = Step(pull);
        _source.Observer.OnCompleted();
        _source.Emit(1);
        _source.Observer.OnError(new TimeoutException());

        Assert.False(await step);
        Assert.False(await Step(pull));
        Assert.Equal([1], dropped);
    }

    [Fact]
    public async Task No_code_of_the_consumer_runs_on_the_thread_of_the_source()
    {
        await using var pull = Pull(_source);
        var step = ConsumerThread(pull);
        var emitting = new Thread(() => _source.Emit(1));
        emitting.Start();

        Assert.NotEqual(emitting.ManagedThreadId, await step.Within());

        static async Task<int> ConsumerThread(IAsyncEnumerator<int> pull)
        {
            await pull.MoveNextAsync().ConfigureAwait(false);
            return Environment.CurrentManagedThreadId;
        }
    }

    [Fact]
    public void Arguments_that_cannot_be_meant_are_refused()
    {
        Assert.Throws<ArgumentNullException>("source", () => ((IObservable<int>)null!).ToPull(1));
        Assert.Throws<ArgumentNullException>("source", () => ((IAsyncEnumerable<int>)null!).ToPush());
        Assert.Throws<ArgumentNullException>("observer", () => StepSource.Of(1).ToPush().Subscribe(null!));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => _source.ToPull(0));
        foreach (var overflow in new[] { Overflow.Wait, Overflow.Disconnect, Overflow.Latest() })
            Assert.Contains($"{overflow}", Assert.Throws<ArgumentException>("overflow", () => _source.ToPull(1, overflow)).Message, StringComparison.Ordinal);
    }

    private static IAsyncEnumerator<int> Pull(IObservable<int> source) => PullUntil(CancellationToken.None, source);

    private static IAsyncEnumerator<int> PullUntil(CancellationToken token, IObservable<int> source) => source.ToPull(4).GetAsyncEnumerator(token);

    private static Task<bool> Step(IAsyncEnumerator<int> pull) => pull.MoveNextAsync().AsTask().Within();

    private static async Task<List<int>> Rest(IAsyncEnumerator<int> pull)
    {
        var rest = new List<int>();
        while (await Step(pull))
            rest.Add(pull.Current);
        return rest;
    }
}
