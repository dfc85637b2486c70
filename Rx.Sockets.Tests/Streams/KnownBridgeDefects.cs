using System.Reactive.Linq;
using System.Runtime.CompilerServices;
using Rx.Sockets.Streams;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>What other bridges were reported for, each by its number: of dotnet/reactive where nothing else is said. dotnet/runtime#119040
/// asks for a bridge because of them.</summary>
public sealed class KnownBridgeDefects
{
    /// <summary>#968, #1157: hangs.</summary>
    [Fact]
    public async Task Cancelling_a_step_that_waits_ends_it()
    {
        using var source = new RawObservable();
        using var cancel = new CancellationTokenSource();
        var consuming = Consume(source.ToPull(1), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => consuming.Within());
        Assert.Equal(1, source.Unsubscribed);
    }

    /// <summary>#1726: NullReferenceException.</summary>
    [Fact]
    public async Task Cancelling_while_items_come_gives_nothing_but_the_cancellation()
    {
        for (var round = 0; round < 500; round++)
        {
            using var source = new RawObservable();
            using var cancel = new CancellationTokenSource();
            var consuming = Consume(source.ToPull(1, Overflow.DropOldest), cancel.Token);
            var emitting = Task.Run(() => source.Emit(1, 2, 3, 4, 5), TestContext.Current.CancellationToken);
            await cancel.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => consuming.Within());
            await emitting.Within();
            Assert.Equal(1, source.Unsubscribed);
        }
    }

    /// <summary>#19, and the queue of their <c>ToAsyncEnumerable</c>: an item is never let go of while nobody pulls.</summary>
    [Fact]
    public async Task What_waits_is_bounded()
    {
        using var source = new RawObservable();
        var kept = 0;
        await using var pull = source.ToPull(8, Overflow.DropNewest, _ => kept--).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var step = pull.MoveNextAsync();
        for (var i = 0; i < 1_000_000; i++, kept++)
            source.Emit(i);

        Assert.True(await step.AsTask().Within());
        Assert.InRange(kept, 8, 9); // one may have been on its way to the step
    }

    /// <summary>#1087, #1144: StackOverflowException after some thousands.</summary>
    [Fact]
    public async Task A_million_items_that_are_ready_need_no_stack()
    {
        var count = 0;
        var heard = new Recorder<int>();
        StepSource.Of(1_000_000).ToPush().Subscribe(_ => count++, heard.OnError, heard.OnCompleted);
        await heard.Ended.Within();

        Assert.Equal((1_000_000, null), (count, heard.Error));
    }

    /// <summary>#1677: ends the process.</summary>
    [Fact]
    public async Task An_enumerator_that_cannot_be_made_is_an_error()
    {
        var error = new TimeoutException();
        var heard = new Recorder<int>();
        new Unwilling(error).ToPush().Subscribe(heard);
        await heard.Ended.Within();

        Assert.Same(error, heard.Error);
    }

    /// <summary>#2212, #915: NotSupportedException of an iterator that is disposed in the middle of a step.</summary>
    [Fact]
    public async Task An_iterator_that_is_left_in_the_middle_of_a_step_runs_to_its_end()
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var rethrown = new Recorder<Exception>();
        var heard = new Recorder<int>();
        var subscription = new PushedEnumerable<int>(Iterator(TestContext.Current.CancellationToken), rethrown.OnNext).Subscribe(heard);
        await waiting.Task.Within();
        subscription.Dispose();

        await ended.Task.Within();
        Assert.Equal((0, 0), (rethrown.Calls, heard.Calls));

        async IAsyncEnumerable<int> Iterator([EnumeratorCancellation] CancellationToken token)
        {
            try
            {
                waiting.SetResult();
                await new TaskCompletionSource().Task.WaitAsync(token);
                yield return 1;
            }
            finally
            {
                ended.SetResult();
            }
        }
    }

    /// <summary>#915: an observer was given its own exception.</summary>
    [Fact]
    public async Task What_an_observer_throws_is_rethrown_and_not_given_to_it()
    {
        var source = StepSource.Of(int.MaxValue);
        var rethrown = new Recorder<Exception>();
        var heard = new Recorder<int>();
        new PushedEnumerable<int>(source, rethrown.OnNext).Subscribe(
            System.Reactive.Observer.Create<int>(_ => throw new TimeoutException(), heard.OnError, heard.OnCompleted));
        await source.WhenDisposed.Within();

        Assert.IsType<TimeoutException>(Assert.Single(rethrown.Values));
        Assert.Equal((0, 1, 1), (heard.Calls, source.Steps, source.Disposals));
    }

    private static async Task Consume(IAsyncEnumerable<int> pulled, CancellationToken token)
    {
        await foreach (var _ in pulled.WithCancellation(token))
        {
        }
    }

    private sealed class Unwilling(Exception error) : IAsyncEnumerable<int>
    {
        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => throw error;
    }
}
