using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>A torn frame is completed from where a token brings its outcome.</summary>
public abstract class TornContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Large = 1024 * 1024;

    [Theory]
    [InlineData(TokenWay.Task)]
    [InlineData(TokenWay.ValueTask)]
    [InlineData(TokenWay.Callback)]
    [InlineData(TokenWay.AsyncEnumerable)]
    [InlineData(TokenWay.Promise)]
    public void The_rest_sent_where_the_outcome_comes_goes_before_what_was_queued(TokenWay way)
    {
        var pair = Connect();
        Begin(way, pair.Socket, Pattern.Bytes(Large));
        pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
        pair.RunReady();
        pair.Socket.Cancel(CancellationLevel.Partial);
        var queued = pair.Write(Pattern.Bytes(1000, start: Large));
        Assert.Equal(Pattern.Bytes(Large + 1000), pair.Read(Large + 1000));
        Assert.True(pair.Finish(queued).IsSuccess);
    }

    private static void Begin(TokenWay way, RxSocket socket, BufferSequence bytes)
    {
        if (way == TokenWay.Callback) socket.AsyncWrite(bytes, Use.Callback((_, sent) => socket.AsyncWrite(bytes.From(sent), Use.Detached)));
        else _ = Resume(way, socket, bytes);
    }

    private static async Task Resume(TokenWay way, RxSocket socket, BufferSequence bytes)
    {
        try
        {
            if (way == TokenWay.Task) await socket.AsyncWrite(bytes, Use.Task);
            else if (way == TokenWay.ValueTask) await socket.AsyncWrite(bytes, Use.ValueTask);
            else if (way == TokenWay.Promise) await socket.AsyncWrite(bytes, Use.Promise);
            else await socket.AsyncWrite(bytes, Use.AsyncEnumerable).CountAsync(TestContext.Current.CancellationToken);
        }
        catch (SendException error)
        {
            socket.AsyncWrite(bytes.From(error.Result.BytesTransferred), Use.Detached);
        }
    }
}
