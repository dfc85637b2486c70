using System.Net.Sockets;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Tokens.Rigs;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>Asio's use_future.</summary>
public abstract class UseTaskContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    [Fact]
    public void A_task_that_has_to_wait_completes_on_the_executor()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var task = pair.Socket.AsyncWrite(new byte[10], Use.Task);
        pair.RunReady();
        Assert.False(task.IsCompleted);
        pair.Discard(filled + 10);
        Assert.Equal(new SendResult(SocketError.Success, 10), pair.Finish(task));
    }

    [Fact]
    public void A_cancellation_is_a_fault_with_a_count_and_no_cancelled_task()
    {
        var pair = Connect();
        pair.Fill();
        var task = pair.Socket.AsyncWrite(new byte[10], Use.Task);
        pair.Socket.Cancel();
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), pair.Fail(task));
        Assert.Equal(TaskStatus.Faulted, task.Status);
    }

    [Fact]
    public void The_task_of_a_socket_that_is_disposed_is_not_left_open()
    {
        var pair = Connect();
        pair.Fill();
        var task = pair.Socket.AsyncWrite(new byte[10], Use.Task);
        pair.Socket.Dispose();
        pair.RunUntil(() => task.IsFaulted);
    }

    [Fact]
    public void Ready_sends_of_different_lengths_tell_their_own()
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect();
        foreach (var length in (int[])[1, 64, 128, 1, 192, 64, 65, 1024, 1])
            Assert.Equal(new SendResult(SocketError.Success, length), pair.Finish(pair.Socket.AsyncSend(new byte[length], Use.Task)));
    }

    [Fact]
    public void A_loop_of_ready_sends_lets_the_executor_have_its_turn()
    {
        Needs(Capability.InlineAttempt);
        var pair = Connect(new PairSetup { SmallBuffers = false });
        var loop = Loop(pair.Socket);
        Assert.False(loop.IsCompleted);
        pair.RunUntil(() => loop.IsCompletedSuccessfully);
        Assert.Equal(130, pair.Read(130).Length);

        static async Task Loop(RxSocket socket)
        {
            for (var i = 0; i < 130; i++)
                await socket.AsyncSend(new byte[1], Use.Task);
        }
    }
}
