using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>AsyncWrite with a completion condition.</summary>
public abstract class ConditionContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Large = 1024 * 1024;
    private const int HostUnreachable = 113;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(700_000)]
    public void TransferExactly_sends_so_many_bytes_and_not_one_more(int count)
    {
        var pair = Connect();
        BufferSequence bytes = [Pattern.Bytes(5), Pattern.Bytes(Large - 5, start: 5)];
        var sent = Sent.Begin(pair.Socket.AsyncWrite(bytes, CompletionCondition.TransferExactly(count)));
        Assert.Equal(Pattern.Bytes(count), pair.Read(count));
        Assert.Equal(new SendResult(SocketError.Success, count), pair.Finish(sent));
        Assert.Equal(count, pair.Socket.BytesTransferred);
        pair.CheckUsable(); // what comes next is not the rest
    }

    [Fact]
    public void TransferAtLeast_is_over_with_the_native_send_that_reaches_it()
    {
        var pair = Connect();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(Large), CompletionCondition.TransferAtLeast(1)));
        var result = pair.Finish(sent); // without a peer that reads
        Assert.Equal(new SendResult(SocketError.Success, pair.Socket.BytesTransferred), result);
        Assert.InRange(result.BytesTransferred, 1, Large - 1);
        Assert.Equal(Pattern.Bytes((int)result.BytesTransferred), pair.Read((int)result.BytesTransferred));
        pair.CheckUsable();
    }

    [Fact]
    public void TransferAtLeast_waits_until_there_are_enough()
    {
        var pair = Connect();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(Large), CompletionCondition.TransferAtLeast(Large - 1)));
        pair.RunReady();
        Assert.True(sent.IsSilent);
        Assert.Equal(Pattern.Bytes(Large - 1), pair.Read(Large - 1));
        Assert.InRange(pair.Finish(sent).BytesTransferred, Large - 1, Large);
    }

    [Fact]
    public void A_step_limits_each_native_send()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(1000), CompletionCondition.TransferAll.WithStep(100)));
        Assert.Equal(new SendResult(SocketError.Success, 1000), pair.Finish(sent));
        Assert.Equal(10, pair.Calls.Sends);
        Assert.Equal(Pattern.Bytes(1000), pair.Read(1000));
    }

    [Fact]
    public void Many_small_steps_do_not_keep_one_stack()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(1000), CompletionCondition.TransferAll.WithStep(1)));
        Assert.InRange(pair.Calls.Sends, 1, 64);
        Assert.Equal(Pattern.Bytes(1000), pair.Read(1000));
        Assert.Equal(new SendResult(SocketError.Success, 1000), pair.Finish(sent));
    }

    [Fact]
    public void One_of_your_own_is_asked_before_the_first_send_and_after_each_but_the_last()
    {
        var pair = Connect();
        var asked = new List<(SocketError, long)>();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(100), CompletionCondition.From((error, total) =>
        {
            asked.Add((error, total));
            return 40L;
        })));
        Assert.Empty(asked); // not on the stack of Subscribe
        Assert.Equal(Pattern.Bytes(100), pair.Read(100));
        Assert.Equal(new SendResult(SocketError.Success, 100), pair.Finish(sent));
        Assert.Equal([(SocketError.Success, 0), (SocketError.Success, 40), (SocketError.Success, 80)], asked);
    }

    [Fact]
    public void Its_0_completes_the_write_and_the_next_one_starts()
    {
        var pair = Connect();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(100), CompletionCondition.From((_, total) => 60 - total)));
        var next = pair.Write(Pattern.Bytes(50, start: 60));
        Assert.Equal(Pattern.Bytes(110), pair.Read(110));
        Assert.Equal(new SendResult(SocketError.Success, 60), pair.Finish(sent));
        Assert.Equal(new SendResult(SocketError.Success, 50), pair.Finish(next));
    }

    [Theory]
    [InlineData(CancellationLevel.Total)]
    [InlineData(CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Terminal)]
    public void A_request_is_granted_without_waiting_for_the_answer(CancellationLevel level)
    {
        var pair = Connect();
        var asked = 0;
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(100), CompletionCondition.From((_, _) => ++asked)), level);
        sent.Dispose();
        Assert.Equal(0, pair.Socket.Outstanding);
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, level), pair.FinishUnwatched(sent));
        Assert.Equal(0, asked);
    }

    [Fact]
    public void A_condition_may_stop_its_own_write_and_what_it_answers_then_counts_for_nothing()
    {
        var pair = Connect();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(100), CompletionCondition.From((_, total) =>
        {
            if (total == 30) pair.Socket.Cancel(CancellationLevel.Partial);
            return 10L;
        })));
        Assert.Equal(new SendResult(SocketError.OperationAborted, 30, CancellationLevel.Partial), pair.Finish(sent));
        Assert.Equal(Pattern.Bytes(30), pair.Read(30));
        pair.CheckUsable();
    }

    [Fact]
    public void A_socket_disposed_while_a_condition_is_asked_is_closed_with_the_exact_count()
    {
        var pair = Connect();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(100), CompletionCondition.From((_, total) =>
        {
            if (total == 30) pair.Socket.Dispose();
            return 10L;
        })));
        Assert.Equal(new SendResult(SocketError.OperationAborted, 30, CancellationLevel.Terminal), pair.Finish(sent));
        Assert.Equal(Pattern.Bytes(30), pair.ReadToEnd());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(70)]
    public void A_condition_that_throws_fails_the_write_with_the_count_and_the_reason(int after) =>
        Fails(after, () => throw new InvalidTimeZoneException("mine"), cause => Assert.Equal("mine", Assert.IsType<InvalidTimeZoneException>(cause).Message));

    [Theory]
    [InlineData(0)]
    [InlineData(70)]
    public void A_condition_that_returns_nonsense_fails_the_write_with_the_count_and_the_reason(int after) =>
        Fails(after, () => -1, cause => Assert.Contains($"-1 after {after} bytes", Assert.IsType<InvalidOperationException>(cause).Message, StringComparison.Ordinal));

    [Fact]
    public void A_condition_hears_of_an_error_and_its_0_fails_the_write_with_it()
    {
        var pair = Connect();
        var asked = new List<SocketError>();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(new byte[Large], CompletionCondition.From((error, _) =>
        {
            asked.Add(error);
            return error == SocketError.Success ? Large : 0L;
        })));
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        pair.RunReady();
        pair.LosePeer();
        var result = pair.Finish(sent);
        Assert.Equal((Rig.GoneError, pair.Socket.BytesTransferred), (result.Error, result.BytesTransferred));
        Assert.Equal(Rig.GoneError, asked[^1]);
        Assert.All(asked[..^1], error => Assert.Equal(SocketError.Success, error));
    }

    [Fact]
    public void A_condition_may_go_on_past_an_error()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect();
        pair.Calls.FailNextSend(HostUnreachable);
        var asked = new List<SocketError>();
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(10), CompletionCondition.From((error, _) =>
        {
            asked.Add(error);
            return 10L;
        })));
        Assert.Equal(new SendResult(SocketError.Success, 10), pair.Finish(sent));
        Assert.Equal([SocketError.Success, SocketError.HostUnreachable], asked);
        Assert.Equal(Pattern.Bytes(10), pair.Read(10));
    }

    [Fact]
    public void A_condition_that_throws_about_an_error_leaves_that_error()
    {
        Needs(Capability.SystemCalls);
        var pair = Connect();
        pair.Calls.FailNextSend(HostUnreachable);
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(10), CompletionCondition.From((error, _) =>
            error == SocketError.Success ? 10L : throw new InvalidTimeZoneException())));
        Assert.Equal(new SendResult(SocketError.HostUnreachable, 0), pair.Finish(sent));
        Assert.IsType<InvalidTimeZoneException>(sent.Heard.Error!.InnerException);
    }

    private void Fails(int after, Func<long> answer, Action<Exception?> check)
    {
        var pair = Connect();
        var condition = CompletionCondition.From((_, total) => total == after ? answer() : after - total);
        var sent = Sent.Begin(pair.Socket.AsyncWrite(Pattern.Bytes(100), condition));
        var next = pair.Write(Pattern.Bytes(20, start: after));
        Assert.Equal(Pattern.Bytes(after + 20), pair.Read(after + 20));
        Assert.Equal(new SendResult(SocketError.InvalidArgument, after), pair.Finish(sent));
        check(sent.Heard.Error!.InnerException);
        Assert.True(pair.Finish(next).IsSuccess);
        Assert.Equal(after + 20, pair.Socket.BytesTransferred);
        pair.CheckUsable();
    }
}
