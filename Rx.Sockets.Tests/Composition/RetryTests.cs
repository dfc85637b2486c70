using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

public sealed class RetryTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Retry_after_a_refused_Total_sends_the_frame_twice(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var heard = new Recorder<SendResult>();

        rig.Write(frame).Timeout(SendRig.Second, rig.Time).Retry(2).Subscribe(heard);
        rig.Time.AdvanceBy(SendRig.Second);
        rig.Drain(() => heard.IsCompleted);

        await rig.AssertPeerGotAsync(frame, frame);
        Assert.Single(heard.Values);
        Assert.All(rig.Ledger.Results, result => Assert.True(result.IsSuccess));
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Retry_of_a_write_that_was_withdrawn_untouched_sends_it_once(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var (first, second) = (SendRig.Frame(1), SendRig.Frame(2));
        var heard = new Recorder<SendResult>();

        rig.Begin(first);
        rig.Write(second).Timeout(SendRig.Second, rig.Time).Retry(2).Subscribe(heard);
        rig.Time.AdvanceBy(SendRig.Second);
        rig.Drain(() => heard.IsCompleted);

        await rig.AssertPeerGotAsync(first, second);
        Assert.Contains(rig.Ledger.Results, result => result is { Cancelled: CancellationLevel.Total, BytesTransferred: 0 });
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Retry_after_a_partial_cancellation_begins_the_torn_frame_again(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var frame = SendRig.Frame(1);
        var heard = new Recorder<SendResult>();

        rig.Write(frame).CancelAfter(SendRig.Second, CancellationLevel.Partial, rig.Time).Retry(2).Subscribe(heard);
        rig.Time.AdvanceBy(SendRig.Second);
        rig.Step(() => rig.Ledger.Count == 1);
        rig.Drain(() => heard.IsCompleted);

        await rig.AssertPeerGotAsync(frame[..(int)rig.Ledger.Results[0].BytesTransferred], frame);
    }

    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Retry_from_the_settled_count_resumes_the_frame_ahead_of_what_is_queued_behind_it(SocketEngineKind engine, Wire wire)
    {
        await using var rig = new SendRig(engine, wire);
        var (first, second) = (SendRig.Frame(1), SendRig.Frame(2));
        var heard = new Recorder<SendResult>();
        var sent = 0L;

        Observable.Defer(() => rig.Socket.AsyncWrite(((BufferSequence)first).From(sent))
            .CancelAfter(SendRig.Second, CancellationLevel.Partial, rig.Time)
            .CancelOnUnsubscribe(CancellationLevel.Total, result =>
            {
                sent += result.BytesTransferred;
                rig.Ledger.Settled(result);
            })).Retry().Subscribe(heard);
        rig.Write(second).Subscribe(new Recorder<SendResult>());
        for (var torn = 1; torn <= 3; torn++)
        {
            var before = rig.Socket.BytesTransferred;
            rig.Drain(() => rig.Socket.BytesTransferred > before);
            rig.Time.AdvanceBy(SendRig.Second);
            rig.Step(() => rig.Ledger.Count == torn);
        }

        rig.Drain(() => heard.IsCompleted);

        await rig.AssertPeerGotAsync(first, second);
        Assert.Equal(5, rig.Ledger.Count);
    }
}
