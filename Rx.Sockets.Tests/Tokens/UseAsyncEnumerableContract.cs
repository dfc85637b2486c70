using System.Net.Sockets;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>The coroutine form: a send that is pulled.</summary>
public abstract class UseAsyncEnumerableContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Large = 1024 * 1024;

    [Fact]
    public void Each_enumeration_is_a_send_and_nothing_begins_before()
    {
        var pair = Connect();
        var sends = pair.Socket.AsyncWrite("ab"u8.ToArray(), Use.AsyncEnumerable);
        var enumerator = sends.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        pair.RunReady();
        Assert.Equal((0, 0L), (pair.Socket.Outstanding, pair.Socket.BytesTransferred));
        for (var i = 0; i < 2; i++)
        {
            var all = sends.ToListAsync(TestContext.Current.CancellationToken).AsTask();
            Assert.Equal([new SendResult(SocketError.Success, 2)], pair.Finish(all));
        }

        Assert.Equal("abab"u8.ToArray(), pair.Read(4));
        Assert.True(enumerator.DisposeAsync().AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public void A_write_tells_how_far_it_is_and_last_its_outcome()
    {
        var pair = Connect();
        var begun = Begun.By(TokenWay.AsyncEnumerable, pair.Socket, pair.Socket.AsyncWrite(Pattern.Bytes(Large)));
        Assert.Equal(Pattern.Bytes(Large), pair.Read(Large));
        pair.RunUntil(() => begun.IsOver);
        Assert.Equal(new SendResult(SocketError.Success, Large), begun.Result);
        Assert.True(begun.Steps.Count > 1, "the whole write fitted the buffers");
        Assert.All(begun.Steps, step => Assert.True(step.IsSuccess));
        var counts = begun.Steps.Select(step => step.BytesTransferred).ToArray();
        Assert.Equal(counts.Distinct().Order(), counts);
    }

    [Fact]
    public void A_slow_reader_gets_the_newest_count()
    {
        var pair = Connect();
        var enumerator = pair.Socket.AsyncWrite(Pattern.Bytes(Large), Use.AsyncEnumerable).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var first = enumerator.MoveNextAsync().AsTask();
        pair.RunUntil(() => first.IsCompleted);
        Assert.Equal(Pattern.Bytes(Large), pair.Read(Large));
        pair.RunUntil(() => pair.Socket.Outstanding == 0);
        pair.RunReady();
        Assert.True(enumerator.MoveNextAsync().AsTask().Outcome());
        Assert.Equal(new SendResult(SocketError.Success, Large), enumerator.Current);
        Assert.False(enumerator.MoveNextAsync().AsTask().Outcome());
        Assert.False(enumerator.MoveNextAsync().AsTask().Outcome());
    }

    [Fact]
    public void Breaking_off_is_unsubscribing()
    {
        var pair = Connect();
        var settled = new Recorder<SendResult>();
        pair.Socket.SettledSends.Subscribe(settled);
        var broken = Break(pair.Socket.AsyncWrite(Pattern.Bytes(Large)).CancelOnUnsubscribe(CancellationLevel.Partial).Initiate(Use.AsyncEnumerable));
        pair.RunUntil(() => settled.Calls == 1);
        Assert.True(broken.IsCompletedSuccessfully);
        Assert.Equal(new SendResult(SocketError.OperationAborted, pair.Socket.BytesTransferred, CancellationLevel.Partial), settled.Values[0]);

        static async Task Break(IAsyncEnumerable<SendResult> sends)
        {
            await foreach (var _ in sends)
                break;
        }
    }

    [Fact]
    public void The_token_of_the_enumeration_asks_for_what_leaving_asks_for()
    {
        var pair = Connect();
        pair.Fill();
        using var source = new CancellationTokenSource();
        var all = pair.Socket.AsyncWrite(new byte[10], Use.AsyncEnumerable).ToListAsync(source.Token).AsTask();
        source.Cancel();
        Assert.Equal(CancellationLevel.Total, pair.Fail(all).Cancelled);
    }

    [Fact]
    public void One_step_after_the_other()
    {
        var pair = Connect();
        pair.Fill();
        var enumerator = pair.Socket.AsyncWrite(new byte[10], Use.AsyncEnumerable).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var first = enumerator.MoveNextAsync().AsTask();
        Assert.Throws<InvalidOperationException>(() => { _ = enumerator.MoveNextAsync().AsTask(); });
        Assert.True(enumerator.DisposeAsync().AsTask().IsCompleted);
        Assert.False(pair.Finish(first));
        Assert.False(enumerator.MoveNextAsync().AsTask().Outcome());
    }
}
