using Rx.Sockets.Streams;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary><see cref="Bridges.ToPush"/>: how an enumeration is pushed, left and ended.</summary>
public sealed class PushTests
{
    private readonly Recorder<int> _heard = new();

    [Fact]
    public async Task Items_come_in_order_then_the_enumerator_is_disposed_then_the_end()
    {
        var source = StepSource.Of(3);
        var disposals = -1;
        source.ToPush().Subscribe(System.Reactive.Observer.Create<int>(_heard.OnNext, _heard.OnError, () =>
        {
            disposals = source.Disposals;
            _heard.OnCompleted();
        }));
        await _heard.Ended.Within();

        Assert.Equal([0, 1, 2], _heard.Values);
        Assert.True(_heard.IsCompleted);
        Assert.Equal((1, false), (disposals, source.WasDisturbed));
    }

    [Fact]
    public async Task It_is_cold_each_subscription_enumerates_and_Subscribe_only_begins()
    {
        var began = new List<int>();
        var ran = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var pushed = Counting().ToPush();
        Assert.Empty(began);
        var subscribing = new Thread(() => pushed.Subscribe(item => ran.TrySetResult(Environment.CurrentManagedThreadId)));
        subscribing.Start();

        Assert.NotEqual(subscribing.ManagedThreadId, await ran.Task.Within());
        pushed.Subscribe(_heard);
        await _heard.Ended.Within();
        Assert.Equal(2, began.Count);

        async IAsyncEnumerable<int> Counting()
        {
            began.Add(began.Count);
            yield return Environment.CurrentManagedThreadId;
            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task The_next_item_is_asked_for_when_OnNext_has_returned()
    {
        var source = StepSource.Of(100);
        var ahead = 0;
        source.ToPush().Subscribe(System.Reactive.Observer.Create<int>(
            item => ahead = Math.Max(ahead, source.Steps - (item + 1)), _heard.OnError, _heard.OnCompleted));
        await _heard.Ended.Within();

        Assert.Equal((101, 0), (source.Steps, ahead));
    }

    [Fact]
    public async Task Unsubscribing_cancels_the_token_and_disposes_the_enumerator_once_when_its_step_has_ended()
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var source = new StepSource(async (at, token) =>
        {
            if (at == 0) return true;
            waiting.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(token);
            return true;
        });
        var subscription = source.ToPush().Subscribe(_heard);
        await waiting.Task.Within();
        subscription.Dispose();
        subscription.Dispose();
        Assert.True(source.Token.IsCancellationRequested);
        await source.WhenDisposed.Within();

        Assert.Equal((1, false), (source.Disposals, source.WasDisturbed));
        Assert.Equal(1, _heard.Calls);
    }

    [Fact]
    public async Task A_step_that_never_ends_is_left_alone()
    {
        var never = new TaskCompletionSource<bool>();
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var source = new StepSource((_, _) =>
        {
            waiting.SetResult();
            return new(never.Task);
        });
        var subscription = source.ToPush().Subscribe(_heard);
        await waiting.Task.Within();
        subscription.Dispose();

        Assert.Equal(0, source.Disposals); // not while a step is being made
        never.SetResult(true);
        await source.WhenDisposed.Within();
        Assert.Equal((1, 0), (source.Disposals, _heard.Calls));
    }

    [Fact]
    public async Task Unsubscribing_does_not_wait_for_callbacks_of_the_token()
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = new TaskCompletionSource();
        var sawItLeft = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var source = new StepSource((_, token) =>
        {
            token.Register(() => sawItLeft.SetResult(left.Task.Wait(Deadline.Limit / 4)));
            waiting.SetResult();
            return new(sawItLeft.Task);
        });
        var subscription = source.ToPush().Subscribe(_heard);
        await waiting.Task.Within();
        subscription.Dispose();
        left.SetResult(); // had Dispose waited, this would come too late

        Assert.True(await sawItLeft.Task.Within());
        await source.WhenDisposed.Within();
        Assert.Equal((1, 0), (source.Steps, _heard.Calls));
    }

    [Fact]
    public async Task Unsubscribing_inside_OnNext_ends_it_without_another_word()
    {
        var source = StepSource.Of(int.MaxValue);
        var subscription = new System.Reactive.Disposables.SingleAssignmentDisposable();
        subscription.Disposable = source.ToPush().Subscribe(System.Reactive.Observer.Create<int>(
            item =>
            {
                _heard.OnNext(item);
                if (item == 2) subscription.Dispose();
            },
            _heard.OnError,
            _heard.OnCompleted));
        await source.WhenDisposed.Within();

        Assert.Equal([0, 1, 2], _heard.Values);
        Assert.Equal((3, 3, 1), (_heard.Calls, source.Steps, source.Disposals));
    }

    [Fact]
    public async Task Errors_of_a_step_of_an_item_and_of_disposing_are_delivered_and_the_enumerator_disposed()
    {
        var error = new TimeoutException();
        StepSource[] sources =
        [
            new((at, _) => at < 1 ? new(true) : throw error),
            new((at, _) => at < 1 ? new(true) : ValueTask.FromException<bool>(error)),
            new((_, _) => new(true), at => at < 1 ? at : throw error),
            new((at, _) => new(at < 1)) { DisposeError = error },
        ];
        foreach (var source in sources)
        {
            var heard = new Recorder<int>();
            source.ToPush().Subscribe(heard);
            await heard.Ended.Within();

            Assert.Same(error, heard.Error);
            Assert.Equal([0], heard.Values);
            Assert.Equal((2, 1), (heard.Calls, source.Disposals));
        }
    }

    [Fact]
    public async Task A_source_that_cancels_itself_has_failed()
    {
        new StepSource((_, _) => throw new OperationCanceledException()).ToPush().Subscribe(_heard);
        await _heard.Ended.Within();

        Assert.IsType<OperationCanceledException>(_heard.Error);
    }

    [Fact]
    public async Task What_the_end_throws_and_what_a_callback_of_the_token_throws_is_rethrown()
    {
        var rethrown = new Recorder<Exception>();
        new PushedEnumerable<int>(StepSource.Of(0), rethrown.OnNext).Subscribe(
            System.Reactive.Observer.Create<int>(_ => { }, _ => { }, () => throw new TimeoutException()));
        await rethrown.Heard.Within();
        Assert.IsType<TimeoutException>(Assert.Single(rethrown.Values));

        var again = new Recorder<Exception>();
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var source = new StepSource((_, token) =>
        {
            token.Register(() => throw new TimeoutException());
            waiting.SetResult();
            return new(new TaskCompletionSource<bool>().Task);
        });
        var subscription = new PushedEnumerable<int>(source, again.OnNext).Subscribe(_heard);
        await waiting.Task.Within();
        subscription.Dispose();
        await again.Heard.Within();
        Assert.IsType<TimeoutException>(Assert.Single(again.Values).GetBaseException());
    }
}
