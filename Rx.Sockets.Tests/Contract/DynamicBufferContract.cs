using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

/// <summary>AsyncWrite of a pipe or a writer: what the kernel took is gone from it, and nothing else.</summary>
public abstract class DynamicBufferContract<TRig> : ContractTest<TRig> where TRig : IContractRig, new()
{
    private const int Large = 1024 * 1024;

    [Fact]
    public void A_write_takes_everything_away()
    {
        var pair = Connect();
        foreach (var source in Sources(Pattern.Bytes(5000)))
        {
            var sent = Sent.Begin(pair.Socket.AsyncWrite(source.Buffer));
            Assert.Equal(Pattern.Bytes(5000), pair.Read(5000));
            Assert.Equal(new SendResult(SocketError.Success, 5000), pair.Finish(sent));
            Assert.Empty(source.Left());
        }
    }

    [Fact]
    public void A_cancelled_write_takes_away_what_has_gone_and_the_next_one_sends_the_rest()
    {
        foreach (var source in Sources(Pattern.Bytes(Large)))
        {
            var pair = Connect();
            var sent = Sent.Begin(pair.Socket.AsyncWrite(source.Buffer), CancellationLevel.Partial);
            pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
            pair.RunReady();
            sent.Dispose();
            var torn = pair.FinishUnwatched(sent).BytesTransferred;
            Assert.InRange(torn, 1, Large - 1);
            Assert.Equal(Pattern.Bytes((int)(Large - torn), start: torn), source.Left());
            var rest = Sent.Begin(pair.Socket.AsyncWrite(source.Buffer));
            Assert.Equal(Pattern.Bytes(Large), pair.Read(Large));
            Assert.Equal(Large - torn, pair.Finish(rest).BytesTransferred);
            Assert.Empty(source.Left());
        }
    }

    [Fact]
    public void A_write_that_fails_takes_away_what_has_gone()
    {
        foreach (var source in Sources(Pattern.Bytes(Large)))
        {
            var pair = Connect();
            var sent = Sent.Begin(pair.Socket.AsyncWrite(source.Buffer));
            pair.RunUntil(() => pair.Socket.BytesTransferred > 0);
            pair.RunReady();
            pair.LosePeer();
            var moved = pair.Finish(sent).BytesTransferred;
            Assert.InRange(moved, 1, Large - 1);
            Assert.Equal(Pattern.Bytes((int)(Large - moved), start: moved), source.Left());
        }
    }

    [Fact]
    public void A_condition_says_how_much_goes()
    {
        var pair = Connect();
        foreach (var source in Sources(Pattern.Bytes(100)))
        {
            var sent = Sent.Begin(pair.Socket.AsyncWrite(source.Buffer, CompletionCondition.TransferExactly(30)));
            Assert.Equal(Pattern.Bytes(30), pair.Read(30));
            Assert.Equal(new SendResult(SocketError.Success, 30), pair.Finish(sent));
            Assert.Equal(Pattern.Bytes(70, start: 30), source.Left());
        }
    }

    [Fact]
    public void A_write_that_is_stopped_before_its_first_byte_or_refused_takes_nothing_away()
    {
        foreach (var source in Sources(Pattern.Bytes(100)))
        {
            var pair = Connect();
            pair.Fill();
            var sent = Sent.Begin(pair.Socket.AsyncWrite(source.Buffer));
            sent.Dispose();
            Assert.Equal(CancellationLevel.Total, pair.FinishUnwatched(sent).Cancelled);
            Assert.Equal(Pattern.Bytes(100), source.Left());

            pair.Socket.Dispose();
            Assert.Equal(new SendResult(SocketError.NotSocket, 0), pair.Finish(Sent.Begin(pair.Socket.AsyncWrite(source.Buffer))));
            Assert.Equal(Pattern.Bytes(100), source.Left());
        }
    }

    [Fact]
    public void It_is_back_when_the_ledger_and_the_observer_hear()
    {
        var pair = Connect();
        foreach (var source in Sources(Pattern.Bytes(100)))
        {
            var seen = new List<int>();
            pair.Socket.AsyncWrite(source.Buffer, CompletionCondition.TransferExactly(30))
                .CancelOnUnsubscribe(CancellationLevel.Total, _ => seen.Add(source.Left().Length))
                .Subscribe(_ => seen.Add(source.Left().Length));
            pair.RunUntil(() => seen.Count == 2);
            Assert.Equal([70, 70], seen);
            pair.Discard(30);
        }
    }

    [Fact]
    public void A_second_write_while_the_first_is_outstanding_fails_with_Fault_and_touches_nothing()
    {
        var pair = Connect();
        foreach (var source in Sources(Pattern.Bytes(100)))
        {
            var filled = pair.Fill();
            var first = Sent.Begin(pair.Socket.AsyncWrite(source.Buffer));
            var second = Sent.Begin(pair.Socket.AsyncWrite(source.Again()));
            Assert.Equal(new SendResult(SocketError.Fault, 0), pair.Finish(second));
            Assert.IsType<InvalidOperationException>(second.Heard.Error!.InnerException);
            pair.Discard(filled);
            Assert.Equal(Pattern.Bytes(100), pair.Read(100));
            Assert.Equal(new SendResult(SocketError.Success, 100), pair.Finish(first));
            Assert.Empty(source.Left());
        }
    }

    [Fact]
    public void Nothing_there_succeeds_with_0_and_the_next_write_sends_what_has_come()
    {
        var pair = Connect();
        foreach (var source in Sources([]))
        {
            var write = pair.Socket.AsyncWrite(source.Buffer);
            Assert.Equal(new SendResult(SocketError.Success, 0), pair.Finish(Sent.Begin(write)));
            source.Writer.Write(Pattern.Bytes(10));
            source.Flush();
            Assert.Equal(new SendResult(SocketError.Success, 10), pair.Finish(Sent.Begin(write)));
            Assert.Equal(Pattern.Bytes(10), pair.Read(10));
        }
    }

    private static IEnumerable<DynamicSource> Sources(byte[] content)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        yield return new DynamicSource(() => pipe.Reader, pipe.Writer, () => ReadAll(pipe.Reader)).With(content);
        var writer = new ArrayBufferWriter<byte>();
        yield return new DynamicSource(() => writer, writer, () => writer.WrittenSpan.ToArray()).With(content);
    }

    private static byte[] ReadAll(PipeReader reader)
    {
        if (!reader.TryRead(out var read)) return [];
        var bytes = read.Buffer.ToArray();
        reader.AdvanceTo(read.Buffer.Start);
        return bytes;
    }
}
