using System.Net.Sockets;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>Adapters stack in any order: every pair, in both orders, each with itself too, on every token, each keeping its promise.</summary>
public abstract class AdapterMatrixContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Theory, MemberData(nameof(AdapterCases.Pairs), MemberType = typeof(AdapterCases))]
    public void Both_keep_their_promises_when_the_send_succeeds(string inner, string outer)
    {
        var pair = Connect();
        foreach (var way in Enum.GetValues<TokenWay>())
        {
            var filled = pair.Fill();
            Adapter[] adapters = [Adapter.All[inner](), Adapter.All[outer]()];
            var begun = Begun.By(way, pair.Socket, pair.Socket.AsyncWrite(Pattern.Bytes(10)), adapters);
            CheckWaiting(pair, begun, adapters);
            pair.Discard(filled);
            Assert.Equal(Pattern.Bytes(10), pair.Read(10));
            CheckOver(pair, begun, adapters, new SendResult(SocketError.Success, 10));
        }
    }

    [Theory, MemberData(nameof(AdapterCases.Pairs), MemberType = typeof(AdapterCases))]
    public void Both_keep_their_promises_when_the_send_is_stopped(string inner, string outer)
    {
        var pair = Connect();
        pair.Fill();
        foreach (var way in Enum.GetValues<TokenWay>())
        {
            foreach (var stopping in (int[])[0, 1])
            {
                Adapter[] adapters = [Adapter.All[inner](), Adapter.All[outer]()];
                adapters[stopping].Stops = true;
                var begun = Begun.By(way, pair.Socket, pair.Socket.AsyncWrite(Pattern.Bytes(10)), adapters);
                CheckWaiting(pair, begun, adapters);
                if (adapters[stopping].CanStop) adapters[stopping].Stop();
                else pair.Socket.Cancel(CancellationLevel.Total);
                var stopped = new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total);
                CheckOver(pair, begun, adapters, stopped);
                if (way is not (TokenWay.Callback or TokenWay.Detached)) Assert.Equal(!adapters.Any(adapter => adapter.MakesValues), begun.Thrown);
            }
        }
    }

    private static void CheckWaiting(IContractPair pair, Begun begun, Adapter[] adapters)
    {
        if (!adapters.Any(adapter => adapter is CancelAfterAdapter or CancelAtAdapter && adapter.Stops)) pair.RunReady();
        Assert.False(begun.IsOver);
        Assert.Equal(1, pair.Socket.Outstanding);
        foreach (var adapter in adapters)
            adapter.CheckWaiting();
    }

    private static void CheckOver(IContractPair pair, Begun begun, Adapter[] adapters, SendResult expected)
    {
        // The loop alone brings nothing to those who are bound elsewhere; the outermost binding counts.
        if (adapters.OfType<BindExecutorAdapter>().LastOrDefault() is { } bound)
        {
            pair.RunUntil(() => bound.Scheduler.Waiting > 0);
            pair.RunReady();
            Assert.False(begun.IsOver);
        }

        pair.RunUntil(() =>
        {
            foreach (var adapter in adapters)
                adapter.Turn();
            return begun.IsOver;
        });
        begun.Check(expected);
        foreach (var adapter in adapters)
            adapter.CheckOver(expected);
        if (adapters is [BindExecutorAdapter unused, BindExecutorAdapter]) Assert.Equal(0, unused.Scheduler.Ran);
        Assert.All(adapters.OfType<BindImmediateExecutorAdapter>(), immediate => Assert.Equal(0, immediate.Scheduler.Ran));
    }
}
