using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Rx.Sockets.Tests.Contract;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>AsPipeWriter: the words of a pipe, the promises of the socket.</summary>
public abstract class PipeWriterContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private static readonly SendToOptions Narrow = new() { Capacity = 1000 };

    [Fact]
    public void What_is_flushed_goes_out_and_completing_waits_until_all_is()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var writer = pair.Socket.AsPipeWriter();
        Assert.True(Write(writer, 0, 600).IsCompletedSuccessfully);
        writer.Write(Pattern.Bytes(400, start: 600)); // completing flushes
        Assert.Equal(400, writer.UnflushedBytes);
        var completing = writer.CompleteAsync().AsTask();
        pair.RunReady();
        Assert.False(completing.IsCompleted);
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(1000), pair.Read(1000));
        Finish(pair, completing);
        Assert.True(completing.IsCompletedSuccessfully);
        pair.CheckUsable(); // the socket stays open
    }

    [Fact]
    public void Flushing_waits_from_the_capacity_on_until_half_of_it_is_out()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var writer = pair.Socket.AsPipeWriter(Narrow);
        Assert.True(Write(writer, 0, 999).IsCompleted);
        var flushing = Write(writer, 999, 1);
        pair.RunReady();
        Assert.False(flushing.IsCompleted);
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(1000), pair.Read(1000));
        Assert.Equal(new FlushResult(isCanceled: false, isCompleted: false), Flushed(pair, flushing));
        Assert.True(Write(writer, 1000, 1).IsCompleted);
    }

    [Fact]
    public void What_is_larger_than_the_capacity_goes_out_too()
    {
        var pair = Connect();
        var writer = pair.Socket.AsPipeWriter(Narrow);
        var flushing = Write(writer, 0, 300_000);
        Assert.Equal(Pattern.Bytes(300_000), pair.Read(300_000));
        Finish(pair, flushing);
        Assert.True(flushing.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_send_that_fails_fails_the_flush_that_waits_and_all_that_follows()
    {
        var pair = Connect();
        pair.Fill();
        var settled = new List<SendProgress>();
        var writer = pair.Socket.AsPipeWriter(Narrow with { Settled = settled.Add });
        var flushing = Write(writer, 0, 1000);
        pair.RunReady();
        pair.LosePeer();
        var error = Failure(pair, flushing);
        Assert.Equal(Rig.GoneError, error.SocketErrorCode);
        Assert.Same(error, Failure(pair, Write(writer, 1000, 1)));
        Assert.Same(error, Failure(pair, writer.CompleteAsync().AsTask()));
        Assert.Equal(0, Assert.Single(settled).Bytes);
    }

    [Fact]
    public void Disposing_the_socket_fails_the_flush_that_waits()
    {
        var pair = Connect();
        pair.Fill();
        var writer = pair.Socket.AsPipeWriter(Narrow);
        var flushing = Write(writer, 0, 1000);
        pair.RunReady();
        pair.Socket.Dispose();
        Assert.Equal(SocketError.OperationAborted, Failure(pair, flushing).SocketErrorCode);
    }

    [Fact]
    public void A_flush_on_a_socket_that_was_disposed_fails_there_and_then()
    {
        var pair = Connect();
        var writer = pair.Socket.AsPipeWriter();
        pair.RunReady();
        pair.Socket.Dispose();
        Assert.Equal(SocketError.NotSocket, Failure(pair, Write(writer, 0, 10)).SocketErrorCode);
        Assert.Equal(SocketError.NotSocket, Failure(pair, writer.CompleteAsync().AsTask()).SocketErrorCode);
    }

    [Fact]
    public void A_pending_flush_can_be_cancelled_and_what_it_flushed_goes_out()
    {
        var pair = Connect();
        var filled = pair.Fill();
        var writer = pair.Socket.AsPipeWriter(Narrow);
        var flushing = Write(writer, 0, 1000);
        pair.RunReady();
        writer.CancelPendingFlush();
        Assert.True(Flushed(pair, flushing).IsCanceled);
        pair.Discard(filled);
        Assert.Equal(Pattern.Bytes(1000), pair.Read(1000));
        Finish(pair, writer.CompleteAsync().AsTask());
    }

    [Fact]
    public void A_writer_that_completes_with_an_error_drops_what_was_not_read_and_is_told_nothing()
    {
        var pair = Connect();
        pair.Fill();
        var settled = new List<SendProgress>();
        var writer = pair.Socket.AsPipeWriter(new SendToOptions { Settled = settled.Add });
        writer.Write(Pattern.Bytes(1000));
        var completing = writer.CompleteAsync(new FormatException("the writer's own")).AsTask();
        Finish(pair, completing);
        Assert.True(completing.IsCompletedSuccessfully);
        Assert.Equal([default], settled);
    }

    [Fact]
    public void Nothing_can_be_written_after_completing()
    {
        var pair = Connect();
        var writer = pair.Socket.AsPipeWriter();
        Finish(pair, writer.CompleteAsync().AsTask());
        Assert.Throws<InvalidOperationException>(() => writer.GetMemory());
    }

    [Fact]
    public void Frames_are_written_by_their_framing()
    {
        var pair = Connect();
        var writer = pair.Socket.AsPipeWriter();
        Framing.LengthPrefixed(2).Write(Pattern.Bytes(300), writer);
        var completing = writer.CompleteAsync().AsTask();
        Assert.Equal([1, 44, .. Pattern.Bytes(300)], pair.Read(302));
        Finish(pair, completing);
    }

    [Fact]
    public void A_stream_can_be_copied_to_it()
    {
        var pair = Connect();
        var writer = pair.Socket.AsPipeWriter(Narrow);
        var copying = PipeReader.Create(new ReadOnlySequence<byte>(Pattern.Bytes(100_000))).CopyToAsync(writer, TestContext.Current.CancellationToken);
        Assert.Equal(Pattern.Bytes(100_000), pair.Read(100_000));
        Finish(pair, copying);
        Finish(pair, writer.CompleteAsync().AsTask());
    }

    [Fact]
    public void Policies_and_framings_are_refused_at_once()
    {
        var socket = Connect().Socket;
        Assert.Throws<ArgumentException>(() => socket.AsPipeWriter(new SendToOptions { Overflow = Overflow.DropOldest }));
        Assert.Throws<ArgumentException>(() => socket.AsPipeWriter(new SendToOptions { Framing = Framing.VarintPrefixed() }));
        Assert.Throws<ArgumentNullException>(() => ((RxSocket)null!).AsPipeWriter());
    }

    private static async Task<FlushResult> Write(PipeWriter writer, int start, int count)
    {
        writer.Write(Pattern.Bytes(count, start));
        return await writer.FlushAsync(TestContext.Current.CancellationToken).ConfigureAwait(false);
    }

    private static FlushResult Flushed(IContractPair pair, Task<FlushResult> flushing)
    {
        Finish(pair, flushing);
        return flushing.Result;
    }

    private static void Finish(IContractPair pair, Task task) => pair.RunUntil(() => task.IsCompleted);

    private static SendException Failure(IContractPair pair, Task task)
    {
        Finish(pair, task);
        return Assert.IsType<SendException>(task.Exception?.InnerException);
    }
}
