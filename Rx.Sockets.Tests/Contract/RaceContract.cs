using System.Collections.Concurrent;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>Completion, requests and closing from different threads at once: always exactly one outcome.</summary>
public abstract class RaceContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Sockets = 50;
    private const int SendsEach = 512; // 25,600 a rig, 128,000 over the five rigs

    private static readonly CancellationLevel[] Levels =
        [CancellationLevel.None, CancellationLevel.Total, CancellationLevel.Partial, CancellationLevel.Total | CancellationLevel.Partial];

    [Fact]
    public void Every_send_has_one_outcome_and_the_peer_reads_the_sum_of_the_counts()
    {
        Needs(Capability.Threads);
        var seed = Random.Shared.Next();
        for (var i = 0; i < Sockets; i++)
            Race(seed + i);
    }

    [Fact]
    public void Requests_from_many_threads_at_once_give_one_outcome()
    {
        Needs(Capability.Threads);
        for (var round = 0; round < 20; round++)
        {
            var pair = Connect();
            pair.Fill();
            using var token = new CancellationTokenSource();
            using var signal = new Subject<CancellationLevel>();
            var sent = Sent.Begin(
                pair.Socket.AsyncWrite(new byte[10]).CancelWhen(signal).CancelWhen(token.Token, CancellationLevel.Partial).AsResult());
            AtOnce(token.Cancel, () => signal.OnNext(CancellationLevel.Terminal), () => pair.Socket.Cancel(), sent.Dispose);
            pair.RunUntil(() => sent.HasSettled);
            pair.RunReady();
            Assert.Equal(0, sent.Settled.BytesTransferred);
            Assert.NotEqual(CancellationLevel.None, sent.Settled.Cancelled);
            Assert.True(sent.Heard.Calls is 0 or 2, $"{sent.Heard.Calls} calls");
        }
    }

    /// <summary>Each request on a thread of its own, all of them let go at the same moment.</summary>
    private static void AtOnce(params Action[] requests)
    {
        using var start = new Barrier(requests.Length);
        var threads = requests.Select(request => OtherThread.Begin(() =>
        {
            start.SignalAndWait();
            request();
        })).ToArray();
        foreach (var thread in threads)
            thread.End();
    }

    private void Race(int seed)
    {
        var random = new Random(seed);
        var pair = Connect();
        var begun = new ConcurrentQueue<Sent>();
        var sends = new Sent[SendsEach];
        var closeAt = random.Next(2) == 0 ? SendsEach : random.Next(SendsEach);
        var subscriber = OtherThread.Begin(() =>
        {
            for (var i = 0; i < SendsEach; i++)
            {
                if (i == closeAt) pair.Socket.Dispose();
                begun.Enqueue(sends[i] = Begin(pair, i, random));
            }
        });
        var canceller = OtherThread.Begin(() => CancelEach(pair, begun));
        var read = pair.ReadWhile(() => !subscriber.IsOver || !canceller.IsOver || pair.Socket.Outstanding > 0);
        subscriber.End();
        canceller.End();
        pair.RunUntil(() => sends.All(sent => sent.HasSettled));
        pair.Socket.Dispose();
        read += pair.ReadToEnd().Length;
        Check(seed, pair, sends, read);
    }

    private static void CancelEach(IContractPair pair, ConcurrentQueue<Sent> begun)
    {
        for (var left = SendsEach; left > 0;)
        {
            if (!begun.TryDequeue(out var sent)) continue;
            left--;
            sent.Dispose();
            if (left % 50 == 0) pair.Socket.Cancel(CancellationLevel.Partial);
        }
    }

    private static Sent Begin(IContractPair pair, int index, Random random)
    {
        var bytes = new byte[random.Next(1, 6000)];
        return index % 2 == 0
            ? pair.Send(bytes, onUnsubscribe: Levels[index % Levels.Length])
            : pair.Write(bytes, Levels[random.Next(Levels.Length)]);
    }

    private static void Check(int seed, IContractPair pair, Sent[] sends, long read)
    {
        var sum = 0L;
        foreach (var sent in sends)
        {
            sum += sent.Settled.BytesTransferred; // fails unless there is exactly one
            Assert.True(sent.Heard.Calls is 0 or 1 or 2, $"seed {seed}: an observer heard {sent.Heard.Calls} calls");
            if (sent.Heard.Ended.IsCompleted) Assert.Equal(sent.Settled, sent.Check());
        }

        Assert.True(sum == read && sum == pair.Socket.BytesTransferred, $"seed {seed}: reported {sum}, counted {pair.Socket.BytesTransferred}, read {read}");
    }
}
