using System.Net.Sockets;
using System.Reactive.Linq;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>append and prepend, alone, on one another, and with every other adapter inside and outside.</summary>
public abstract class AppendContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private static readonly SendResult Ten = new(SocketError.Success, 10);

    [Fact]
    public void The_values_come_with_the_result()
    {
        var pair = Connect();
        Assert.Equal((Ten, "x"), pair.Finish(pair.Socket.AsyncWrite(new byte[10], Use.Task.Append("x"))));
        Assert.Equal(("x", Ten), pair.Finish(pair.Socket.AsyncWrite(new byte[10], Use.Task.Prepend("x"))));
        Assert.Equal((Ten, "x"), pair.Finish(pair.Socket.AsyncWrite(new byte[10], Use.ValueTask.Append("x")).AsTask()));
        Assert.Equal(("x", Ten), pair.Finish(pair.Socket.AsyncWrite(new byte[10], Use.ValueTask.Prepend("x")).AsTask()));
        Assert.Equal((Ten, "x"), pair.Finish(Last(pair.Socket.AsyncWrite(new byte[10], Use.AsyncEnumerable.Append("x")))));
        Assert.Equal(("x", Ten), pair.Finish(Last(pair.Socket.AsyncWrite(new byte[10], Use.AsyncEnumerable.Prepend("x")))));
        Assert.Equal((Ten, "x"), pair.Finish(Last(pair.Socket.AsyncWrite(new byte[10], Use.Observable.Append("x")))));
        Assert.Equal(("x", Ten), pair.Finish(Last(pair.Socket.AsyncWrite(new byte[10], Use.Observable.Prepend("x")))));
    }

    [Fact]
    public void They_stack_on_one_another()
    {
        var pair = Connect();
        Assert.Equal(((Ten, 1), 2), pair.Finish(pair.Socket.AsyncWrite(new byte[10], Use.Task.Append(1).Append(2))));
        Assert.Equal((2, (Ten, 1)), pair.Finish(pair.Socket.AsyncWrite(new byte[10], Use.ValueTask.Append(1).Prepend(2)).AsTask()));
        Assert.Equal(((1, Ten), 2), pair.Finish(Last(pair.Socket.AsyncWrite(new byte[10], Use.AsyncEnumerable.Prepend(1).Append(2)))));
        Assert.Equal((2, (1, Ten)), pair.Finish(Last(pair.Socket.AsyncWrite(new byte[10], Use.Observable.Prepend(1).Prepend(2)))));
        Assert.Equal(((Ten, 1), 2), pair.Finish(Last(pair.Socket.AsyncWrite(new byte[10], Use.Observable.Append(1).Append(2)))));
    }

    [Theory, MemberData(nameof(AdapterCases.Singles), MemberType = typeof(AdapterCases))]
    public void Every_other_adapter_keeps_its_promise_inside_and_outside(string name)
    {
        var pair = Connect();
        foreach (var stack in Stacks(pair.Socket))
        {
            var filled = pair.Fill();
            var adapter = Adapter.All[name]();
            var result = stack(adapter);
            pair.RunReady();
            adapter.CheckWaiting();
            pair.Discard(filled + 10);
            pair.RunUntil(() =>
            {
                adapter.Turn();
                return result.IsCompleted;
            });
            Assert.Equal(Ten, result.Outcome());
            adapter.CheckOver(Ten);
        }
    }

    [Fact]
    public void A_failure_is_thrown_through_them()
    {
        var pair = Connect();
        pair.Fill();
        var task = pair.Socket.AsyncWrite(new byte[10], Use.ValueTask.Append(1)).AsTask();
        pair.Socket.Cancel();
        Assert.Equal(CancellationLevel.Total, pair.Fail(task).Cancelled);
        Assert.Throws<ArgumentNullException>("token", () => ((CompletionToken<Task<SendResult>>)null!).Append(1));
    }

    private static Func<Adapter, Task<SendResult>>[] Stacks(RxSocket socket) =>
    [
        async adapter => (await socket.AsyncWrite(new byte[10], adapter.On(Use.Task).Append(1))).Result,
        async adapter => (await socket.AsyncWrite(new byte[10], adapter.On(Use.Task.Append(1)))).Result,
        async adapter => (await socket.AsyncWrite(new byte[10], adapter.On(Use.ValueTask).Prepend(1))).Result,
        async adapter => (await socket.AsyncWrite(new byte[10], adapter.On(Use.ValueTask.Prepend(1)))).Result,
        async adapter => (await Last(socket.AsyncWrite(new byte[10], adapter.On(Use.AsyncEnumerable).Append(1)))).Result,
        async adapter => (await Last(socket.AsyncWrite(new byte[10], adapter.On(Use.AsyncEnumerable.Append(1))))).Result,
        async adapter => (await Last(socket.AsyncWrite(new byte[10], adapter.On(Use.Observable).Prepend(1)))).Result,
        async adapter => (await Last(socket.AsyncWrite(new byte[10], adapter.On(Use.Observable.Prepend(1))))).Result,
    ];

    private static async Task<T> Last<T>(IAsyncEnumerable<T> items) => await items.LastAsync();

    private static async Task<T> Last<T>(IObservable<T> items) => await items.LastAsync();
}
