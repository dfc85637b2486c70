using System.Net.Sockets;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>SendTo of an asynchronous sequence: it is asked for a message when there is room for it, and left in good order.</summary>
public abstract class SequenceContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Length = 400;
    private static readonly SendToOptions Narrow = new() { Capacity = 1000 };

    [Fact]
    public void Messages_go_out_in_order_though_all_lie_in_one_buffer()
    {
        var pair = Connect();
        var source = new ScriptedSequence(500, Length);
        var run = Begin(pair, source, Narrow);
        Assert.Equal(Pattern.Bytes(500 * Length), pair.Read(500 * Length));
        var counts = run.Complete();
        Assert.Equal(new SendProgress(500, 500 * Length, Waits: counts.Waits), counts);
        Assert.True(counts.Waits > 0);
        Assert.Equal((501, 1), (source.Asked, source.Disposed));
    }

    [Fact]
    public void Nothing_of_the_source_runs_on_the_stack_of_Subscribe()
    {
        var pair = Connect();
        var source = new ScriptedSequence(1, Length);
        var run = Begin(pair, source);
        Assert.Equal((0, 0), (source.Asked, run.Heard.Calls));
        Assert.Equal(Pattern.Bytes(Length), pair.Read(Length));
        run.Complete();
    }

    [Fact]
    public void A_stream_that_is_left_at_once_does_not_touch_its_source()
    {
        var pair = Connect();
        var source = new ScriptedSequence(1, Length);
        Assert.Equal(default, Begin(pair, source).Leave());
        pair.RunReady();
        Assert.Equal((0, 0), (source.Asked, source.Disposed));
    }

    [Fact]
    public void The_source_is_not_asked_while_there_is_no_room()
    {
        var (pair, filled, source, run) = BeginStalled(Narrow);
        pair.RunReady();
        Assert.Equal(3, source.Asked); // the third waits for room
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(10 * Length), pair.Read(10 * Length));
        Assert.Equal(10, run.Complete().Messages);
    }

    [Fact]
    public void A_million_messages_that_are_ready_need_no_stack_of_their_own()
    {
        var pair = Connect(new PairSetup { SmallBuffers = false });
        var source = new ScriptedSequence(1_000_000, 1);
        var run = Begin(pair, source);
        pair.Discard(1_000_000);
        Assert.Equal(1_000_000, run.Complete().Messages);
    }

    [Fact]
    public void A_message_that_is_larger_than_the_capacity_goes_when_nothing_else_waits()
    {
        var pair = Connect();
        var source = new ScriptedSequence(3, 100_000);
        var run = Begin(pair, source, Narrow);
        pair.RunReady();
        Assert.Equal(2, source.Asked);
        Assert.Equal(Pattern.Bytes(300_000), pair.Read(300_000));
        Assert.Equal(new SendProgress(3, 300_000, Waits: 2), run.Complete());
    }

    [Fact]
    public void The_error_of_the_source_is_delivered_after_what_it_had_handed_over()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var error = new FormatException("the source's own");
        var source = new ScriptedSequence(3, Length) { Then = _ => ValueTask.FromException<bool>(error) };
        var run = Begin(pair, source);
        pair.RunReady();
        Assert.Equal((4, 1, false), (source.Asked, source.Disposed, run.Heard.Ended.IsCompleted));
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(3 * Length), pair.Read(3 * Length));
        Assert.Same(error, run.Fail<FormatException>());
        Assert.Equal(new SendProgress(3, 3 * Length), run.Settled);
    }

    [Fact]
    public void What_disposing_the_source_throws_is_its_error()
    {
        var pair = Connect();
        var error = new FormatException("of the disposal");
        var run = Begin(pair, new ScriptedSequence(1, Length) { DisposalError = error });
        Assert.Equal(Pattern.Bytes(Length), pair.Read(Length));
        Assert.Same(error, run.Fail<FormatException>());
    }

    [Fact]
    public void A_source_that_is_left_while_it_makes_a_message_is_cancelled_and_disposed_once_when_it_has_answered()
    {
        var pair = Connect();
        var source = new ScriptedSequence(1, Length) { Then = Cancelled };
        var run = Begin(pair, source);
        Assert.Equal(Pattern.Bytes(Length), pair.Read(Length));
        pair.RunUntil(() => source.Asked == 2);
        Assert.Equal(0, source.Disposed);
        Assert.Equal(new SendProgress(1, Length), run.Leave());
        pair.RunUntil(() => source.Disposed > 0);
        pair.RunReady();
        Assert.Equal((2, 1), (source.Asked, source.Disposed));
    }

    [Fact]
    public void A_source_that_does_not_answer_holds_nobody_up_and_is_disposed_if_it_ever_does()
    {
        var pair = Connect();
        ScriptedSequence source = null!;
        source = new ScriptedSequence(1, Length) { Then = _ => source.Silence() };
        var run = Begin(pair, source);
        Assert.Equal(Pattern.Bytes(Length), pair.Read(Length));
        pair.RunUntil(() => source.Asked == 2);
        Assert.Equal(new SendProgress(1, Length), run.Leave());
        pair.RunUntil(() => source.Token.IsCancellationRequested);
        Assert.Equal(0, source.Disposed);
        source.EndAtLast();
        pair.RunUntil(() => source.Disposed == 1);
        pair.CheckUsable();
    }

    [Fact]
    public void No_code_of_the_source_runs_on_the_stack_of_Dispose()
    {
        var pair = Connect();
        var (isDisposing, cancelledInside, cancelled) = (false, false, false);
        var source = new ScriptedSequence(0, Length)
        {
            Then = token =>
            {
                token.Register(() => (cancelled, cancelledInside) = (true, isDisposing));
                return Cancelled(token);
            },
        };
        var run = Begin(pair, source);
        pair.RunUntil(() => source.Asked == 1);
        isDisposing = true;
        run.Dispose();
        isDisposing = false;
        pair.RunUntil(() => cancelled && source.Disposed == 1);
        Assert.False(cancelledInside);
    }

    [Fact]
    public void A_message_that_waits_for_room_when_the_stream_is_left_is_counted_as_dropped()
    {
        var (pair, _, source, run) = BeginStalled(Narrow);
        pair.RunReady();
        Assert.Equal(3, source.Asked);
        Assert.Equal(new SendProgress(0, 0, Dropped: 3, Waits: 1), run.Leave());
        pair.RunUntil(() => source.Disposed == 1);
        Assert.Equal(3, source.Asked);
    }

    [Fact]
    public void None_sends_what_was_taken_but_not_the_message_that_waits_for_room()
    {
        var (pair, filled, source, run) = BeginStalled(Narrow with { OnUnsubscribe = CancellationLevel.None });
        pair.RunReady();
        run.Dispose();
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(2 * Length), pair.Read(2 * Length));
        pair.RunUntil(() => run.HasSettled);
        Assert.Equal(new SendProgress(2, 2 * Length, Dropped: 1, Waits: 1), run.Settled);
        pair.CheckUsable();
    }

    [Fact]
    public void A_socket_that_is_disposed_leaves_the_source_and_every_message_is_counted()
    {
        var (pair, _, source, run) = BeginStalled(Narrow);
        pair.RunReady();
        pair.Socket.Dispose();
        Assert.Equal(SocketError.OperationAborted, run.Fail<SendException>().Result.Error);
        Assert.Equal(new SendProgress(0, 0, Dropped: 3, Waits: 1), run.Settled);
        pair.RunUntil(() => source.Disposed == 1);
        Assert.Equal(3, source.Asked);
    }

    [Fact]
    public void A_message_that_is_refused_by_the_framing_leaves_the_source()
    {
        var pair = Connect();
        var source = new ScriptedSequence(3, Length);
        var run = Begin(pair, source, new SendToOptions { Framing = Framing.LengthPrefixed(2).WithMaximum(Length - 1) });
        Assert.Equal(FrameError.TooLong, run.Fail<FrameException>().Error);
        Assert.Equal(new SendProgress(0, 0, Dropped: 1), run.Settled);
        pair.RunUntil(() => source.Disposed == 1);
        Assert.Equal(1, source.Asked);
        pair.CheckUsable();
    }

    [Fact]
    public void DropOldest_does_not_hold_a_fast_source_up_and_ends_with_its_newest_messages()
    {
        var (pair, filled, source, run) = BeginStalled(Narrow with { Overflow = Overflow.DropOldest }, messages: 1000);
        pair.RunUntil(() => source.Disposed == 1);
        pair.Discard(filled);
        var counts = ReadAllOf(pair, run, out var read);
        Assert.Equal(new SendProgress(2, 2 * Length, Dropped: 998), counts);
        Assert.Equal([.. Pattern.Bytes(Length), .. Pattern.Bytes(Length, start: 999 * Length)], read); // the first was under way
    }

    [Fact]
    public void DropNewest_does_not_hold_a_fast_source_up_and_sends_its_oldest_messages()
    {
        var (pair, filled, source, run) = BeginStalled(Narrow with { Overflow = Overflow.DropNewest }, messages: 1000);
        pair.RunUntil(() => source.Disposed == 1);
        pair.Discard(filled);
        Assert.Equal(new SendProgress(2, 2 * Length, Dropped: 998), ReadAllOf(pair, run, out var read));
        Assert.Equal(Pattern.Bytes(2 * Length), read);
    }

    [Fact]
    public void Latest_does_not_hold_a_fast_source_up_and_every_message_is_counted()
    {
        var (pair, filled, source, run) = BeginStalled(Narrow with { Overflow = Overflow.Latest() }, messages: 1000);
        pair.RunUntil(() => source.Disposed == 1);
        pair.Discard(filled);
        var counts = ReadAllOf(pair, run, out var read);
        Assert.Equal(1000, counts.Messages + counts.Conflated + counts.Dropped);
        Assert.Equal(Pattern.Bytes(Length, start: 999 * Length), read[^Length..]);
    }

    [Fact]
    public void Fail_and_Disconnect_leave_a_source_that_is_too_fast()
    {
        foreach (var policy in new[] { Overflow.Fail, Overflow.Disconnect })
        {
            var (pair, _, source, run) = BeginStalled(Narrow with { Overflow = policy }, messages: 1000);
            Assert.Equal(Length, run.Fail<SendOverflowException>().Length);
            Assert.Equal(new SendProgress(0, 0, Dropped: 3), run.Settled);
            pair.RunUntil(() => source.Disposed == 1);
            Assert.Equal(3, source.Asked);
        }
    }

    /// <summary>Of a source that has all its messages, to a connection that has taken what it can.</summary>
    private (IContractPair Pair, long Filled, ScriptedSequence Source, StreamRun Run) BeginStalled(SendToOptions options, int messages = 10)
    {
        var (pair, source) = (Connect(), new ScriptedSequence(messages, Length));
        var filled = pair.Fill();
        return (pair, filled, source, Begin(pair, source, options));
    }

    private static StreamRun Begin(IContractPair pair, ScriptedSequence source, SendToOptions? options = null) =>
        StreamRun.Begin(pair, o => source.SendTo(pair.Socket, o), options);

    private static ValueTask<bool> Cancelled(CancellationToken token)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(() => answer.SetCanceled(token));
        return new ValueTask<bool>(answer.Task);
    }

    private static SendProgress ReadAllOf(IContractPair pair, StreamRun run, out byte[] read)
    {
        pair.RunUntil(() => run.Heard.Ended.IsCompleted);
        read = pair.Read((int)run.Settled.Bytes);
        return run.Complete();
    }
}
