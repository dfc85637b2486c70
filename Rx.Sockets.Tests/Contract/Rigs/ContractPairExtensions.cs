using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>What tests do with a pair all the time.</summary>
public static class ContractPairExtensions
{
    /// <summary>Subscribes to a native send.</summary>
    public static Sent Send(
        this IContractPair pair, BufferSequence buffers, SocketFlags flags = SocketFlags.None, CancellationLevel onUnsubscribe = CancellationLevel.Total) =>
        Sent.Begin(pair.Socket.AsyncSend(buffers, flags), onUnsubscribe);

    /// <summary>Subscribes to a write.</summary>
    public static Sent Write(this IContractPair pair, BufferSequence buffers, CancellationLevel onUnsubscribe = CancellationLevel.Total) =>
        Sent.Begin(pair.Socket.AsyncWrite(buffers), onUnsubscribe);

    /// <summary>Turns the loop until the observer has heard the end; the outcome.</summary>
    public static SendResult Finish(this IContractPair pair, Sent sent)
    {
        pair.RunUntil(() => sent.Heard.Ended.IsCompleted);
        return sent.Check();
    }

    /// <summary>Turns the loop until a send that nobody watches has settled; the outcome.</summary>
    public static SendResult FinishUnwatched(this IContractPair pair, Sent sent)
    {
        pair.RunUntil(() => sent.HasSettled);
        pair.RunReady();
        Assert.Equal(0, sent.Heard.Calls);
        return sent.Settled;
    }

    /// <summary>A write far larger than small buffers, of which a part has left and the rest waits for the peer.</summary>
    public static Sent WriteHalfWay(this IContractPair pair, byte[] bytes, CancellationLevel onUnsubscribe = CancellationLevel.Total)
    {
        var before = pair.Socket.BytesTransferred;
        var sent = pair.Write(bytes, onUnsubscribe);
        pair.RunUntil(() => pair.Socket.BytesTransferred > before);
        pair.RunReady();
        Assert.True(sent.IsSilent, "the whole write fitted the buffers");
        return sent;
    }

    /// <summary>The socket still works: some bytes go through, and nothing else comes before them.</summary>
    public static void CheckUsable(this IContractPair pair)
    {
        var marker = Pattern.Bytes(100, start: 1_000_000);
        var sent = pair.Write(marker);
        Assert.Equal(marker, pair.Read(marker.Length));
        Assert.Equal(new SendResult(SocketError.Success, marker.Length), pair.Finish(sent));
        Assert.Equal(RxSocketState.Usable, pair.Socket.State);
    }
}
