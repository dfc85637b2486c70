using System.Net.Sockets;

namespace Rx.Sockets.Tests.Support;

/// <summary>What tests do with a pair whose loop they turn themselves, all on one thread.</summary>
internal static class PairSteps
{
    /// <summary>More than the kernel's buffers of a pair over Unix sockets take.</summary>
    public const int TooMuch = 1024 * 1024;

    /// <summary>Leaves the kernel's buffers full and the queue empty. Unix sockets only: over TCP an acknowledgement may make room
    /// later. Returns how many bytes lie there.</summary>
    public static int FillUp(this RxPair pair)
    {
        pair.Fill();
        pair.RunUntil(() => pair.Socket.WhenIdle().IsCompleted);
        return (int)pair.Socket.BytesTransferred;
    }

    /// <summary>Reads exactly so many bytes at the peer while turning the loop.</summary>
    public static byte[] Receive(this RxPair pair, long count)
    {
        var bytes = new byte[count];
        var read = 0;
        pair.TurnUntil(() =>
        {
            if (read < count && pair.Peer.Poll(0, SelectMode.SelectRead))
            {
                var n = pair.Peer.Receive(bytes.AsSpan(read));
                Assert.True(n > 0, $"the peer's stream ended after {read} of {count} bytes");
                read += n;
            }

            return read == count;
        });
        return bytes;
    }

    /// <summary>Reads at the peer until the orderly end while turning the loop.</summary>
    public static byte[] ReceiveToEnd(this RxPair pair)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        pair.TurnUntil(() =>
        {
            if (!pair.Peer.Poll(0, SelectMode.SelectRead)) return false;
            var n = pair.Peer.Receive(buffer);
            all.Write(buffer, 0, n);
            return n == 0;
        });
        return all.ToArray();
    }

    /// <summary>Subscribes and turns the loop until the outcome is there.</summary>
    public static SendResult Run(this RxPair pair, SendObservable send)
    {
        var outcome = new Recorder<SendResult>();
        send.AsResult().Subscribe(outcome);
        pair.RunUntil(() => outcome.IsCompleted);
        return Assert.Single(outcome.Values);
    }

    /// <summary>Turns the loop until the recorder's stream has ended, and returns the error that ended it.</summary>
    public static SendException RunToError(this RxPair pair, Recorder<SendResult> heard)
    {
        pair.RunUntil(() => heard.Ended.IsCompleted);
        Assert.Empty(heard.Values);
        return Assert.IsType<SendException>(heard.Error);
    }

    /// <summary>Puts a write at the head of the queue that cannot end before the peer reads.</summary>
    public static Recorder<SendResult> Block(this RxPair pair)
    {
        var heard = new Recorder<SendResult>();
        pair.Socket.AsyncWrite(Pattern.Bytes(TooMuch)).Subscribe(heard);
        return heard;
    }

    // Like RunUntil, but the condition does something itself, so the loop must not make it wait.
    private static void TurnUntil(this RxPair pair, Func<bool> step)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!step())
        {
            pair.Loop.RunOnce(TimeSpan.Zero);
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Deadline.Limit, "the peer did not get there in time");
        }
    }
}
