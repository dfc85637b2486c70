using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>A write stopped between its first and its last byte keeps its place until its outcome has been delivered.</summary>
public sealed class TornWrites : IAsyncLifetime
{
    private static readonly byte[] Frame = Pattern.Bytes(PairSteps.TooMuch);
    private static readonly byte[] Queued = Pattern.Bytes(100, start: 777);

    private readonly LeapClock _clock = new();
    private readonly Subject<CancellationLevel> _signal = new();
    private RxPair _pair = null!;

    private RxSocket Socket => _pair.Socket;

    private SendObservable Write => Socket.AsyncWrite(Frame).CancelWhen(_signal);

    public ValueTask InitializeAsync()
    {
        _pair = RxPair.On(SteppedLoop.Make(clock: _clock), Wire.Unix);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await _pair.DisposeAsync();
        _signal.Dispose();
    }

    [Fact]
    public void A_torn_write_keeps_its_place_until_its_outcome_has_been_delivered()
    {
        var order = new List<string>();
        Write.CancelOnUnsubscribe(CancellationLevel.Total, _ => order.Add($"settled, {Socket.Outstanding} outstanding"))
            .Subscribe(_ => { }, _ => order.Add($"error, {Socket.Outstanding} outstanding"));
        Socket.AsyncSend(Queued).Subscribe(_ => order.Add("next"));
        _signal.OnNext(CancellationLevel.Partial);
        _pair.Peer.ReadAvailable(); // there is room now, but the place is kept

        _pair.RunUntil(() => order.Count == 3);

        Assert.Equal(["settled, 1 outstanding", "error, 1 outstanding", "next"], order);
    }

    [Fact]
    public void CancelAfter_and_Catch_complete_the_frame_before_anything_queued_behind_it()
    {
        var heard = new Recorder<SendResult>();
        Socket.AsyncWrite(Frame).CancelAfter(TimeSpan.FromHours(1), CancellationLevel.Partial)
            .Catch((SendException e) => Socket.AsyncWrite(((BufferSequence)Frame).From(e.Result.BytesTransferred)))
            .Subscribe(heard);
        Socket.AsyncWrite(Queued).Subscribe(new Recorder<SendResult>());

        _clock.Leap(TimeSpan.FromHours(1));
        AssertWire([.. Frame, .. Queued]);

        _pair.RunUntil(() => heard.IsCompleted);
    }

    [Fact]
    public async Task An_await_in_a_catch_block_completes_the_frame_before_anything_queued_behind_it()
    {
        async Task SendFrame()
        {
            try
            {
                await Write;
            }
            catch (SendException e)
            {
                await Socket.AsyncWrite(((BufferSequence)Frame).From(e.Result.BytesTransferred));
            }
        }

        var sending = SendFrame();
        Socket.AsyncWrite(Queued).Subscribe(new Recorder<SendResult>());
        _signal.OnNext(CancellationLevel.Partial);

        AssertWire([.. Frame, .. Queued]);
        _pair.RunUntil(() => sending.IsCompleted);
        await sending.Within();
    }

    [Fact]
    public async Task An_await_of_a_plain_write_that_Cancel_tore_completes_the_frame_as_well()
    {
        async Task SendFrame()
        {
            var result = await Socket.AsyncWrite(Frame).AsResult();
            await Socket.AsyncWrite(((BufferSequence)Frame).From(result.BytesTransferred));
        }

        var sending = SendFrame();
        Socket.Cancel(CancellationLevel.Partial);
        Socket.AsyncWrite(Queued).Subscribe(new Recorder<SendResult>()); // behind the torn write, before its delivery

        AssertWire([.. Frame, .. Queued]);
        _pair.RunUntil(() => sending.IsCompleted);
        await sending.Within();
    }

    [Fact]
    public void A_send_subscribed_in_the_settled_callback_goes_to_the_head_too()
    {
        Write.CancelOnUnsubscribe(CancellationLevel.Partial, Resume).Subscribe(new Recorder<SendResult>()).Dispose();
        Socket.AsyncWrite(Queued).Subscribe(new Recorder<SendResult>());

        AssertWire([.. Frame, .. Queued]);
    }

    [Fact]
    public void Several_sends_subscribed_in_the_delivery_keep_their_order_at_the_head()
    {
        var tail = "tail"u8.ToArray();
        Write.Subscribe(_ => { }, e =>
        {
            Resume(((SendException)e).Result);
            Socket.AsyncWrite(tail).Subscribe(new Recorder<SendResult>());
        });
        Socket.AsyncWrite(Queued).Subscribe(new Recorder<SendResult>());
        _signal.OnNext(CancellationLevel.Partial);

        AssertWire([.. Frame, .. tail, .. Queued]);
    }

    [Fact]
    public void A_resumed_write_may_be_torn_and_resumed_again()
    {
        var sent = 0L;
        var resumed = 0;
        SendObservable Rest() => Socket.AsyncWrite(((BufferSequence)Frame).From(sent)).CancelWhen(_signal);
        IObservable<SendResult> Again(SendException e)
        {
            sent += e.Result.BytesTransferred;
            resumed++;
            return Rest().Catch((Func<SendException, IObservable<SendResult>>)Again);
        }

        Rest().Catch((Func<SendException, IObservable<SendResult>>)Again).Subscribe(new Recorder<SendResult>());
        Socket.AsyncWrite(Queued).Subscribe(new Recorder<SendResult>());
        _signal.OnNext(CancellationLevel.Partial);
        _pair.RunUntil(() => resumed == 1);
        var before = Socket.BytesTransferred;
        Assert.Equal(Frame[..100], _pair.Receive(100));
        var rest = new List<byte>(_pair.Receive(before - 100));
        _pair.RunUntil(() => Socket.BytesTransferred > before); // the rest is under way
        _signal.OnNext(CancellationLevel.Partial);
        _pair.RunUntil(() => resumed == 2);
        rest.AddRange(_pair.Receive(Frame.Length + Queued.Length - before));

        Assert.Equal([.. Frame[100..], .. Queued], rest);
    }

    [Fact]
    public void A_send_subscribed_elsewhere_during_the_delivery_goes_behind()
    {
        var late = "late"u8.ToArray();
        Write.Subscribe(_ => { }, e =>
        {
            var elsewhere = Task.Run(() => Socket.AsyncWrite(late).Subscribe(new Recorder<SendResult>()));
            Assert.True(elsewhere.Wait(Deadline.Limit));
            Resume(((SendException)e).Result);
        });
        Socket.AsyncWrite(Queued).Subscribe(new Recorder<SendResult>());
        _signal.OnNext(CancellationLevel.Partial);

        AssertWire([.. Frame, .. Queued, .. late]);
    }

    [Fact]
    public void If_nobody_resumes_the_next_one_starts()
    {
        var heard = new Recorder<SendResult>();
        Write.Subscribe(heard);
        Socket.AsyncWrite(Queued).Subscribe(new Recorder<SendResult>());
        _signal.OnNext(CancellationLevel.Partial);

        var torn = (int)_pair.RunToError(heard).Result.BytesTransferred;

        AssertWire([.. Frame[..torn], .. Queued]);
    }

    [Fact]
    public void If_nobody_watches_the_next_one_starts()
    {
        var torn = 0;
        Write.CancelOnUnsubscribe(CancellationLevel.Partial, r => torn = (int)r.BytesTransferred).Subscribe(new Recorder<SendResult>()).Dispose();
        Socket.AsyncWrite(Queued).Subscribe(new Recorder<SendResult>());

        _pair.RunUntil(() => torn > 0);

        AssertWire([.. Frame[..torn], .. Queued]);
    }

    [Fact]
    public void A_handler_that_throws_over_a_torn_write_frees_its_place()
    {
        var thrown = new List<Exception>();
        using var own = new Subject<CancellationLevel>();
        var loop = SteppedLoop.Make(rethrow: thrown.Add);
        using var sockets = SocketPair.Connect(Wire.Unix);
        using var socket = new RxSocket(sockets.Local, new RxSocketOptions { Loop = loop, Scheduler = loop });
        socket.AsyncWrite(Frame).CancelWhen(own).Subscribe(_ => { }, _ => throw new InvalidTimeZoneException());
        var queued = new Recorder<SendResult>();
        socket.AsyncSend(Queued).Subscribe(queued);
        own.OnNext(CancellationLevel.Partial);
        sockets.Peer.ReadAvailable();

        while (loop.RunOnce(TimeSpan.Zero))
        {
        }

        Assert.IsType<InvalidTimeZoneException>(Assert.Single(thrown));
        Assert.True(queued.IsCompleted);
        loop.Dispose();
    }

    [Fact]
    public void A_write_torn_with_Terminal_keeps_no_place()
    {
        var order = new List<string>();
        Write.Subscribe(_ => { }, e => order.Add("torn"));
        Socket.AsyncWrite(Queued).Subscribe(_ => { }, e => order.Add(((SendException)e).SocketErrorCode.ToString()));
        _signal.OnNext(CancellationLevel.Terminal);

        Assert.True(Socket.WhenIdle().IsCompleted);
        _pair.RunUntil(() => order.Count == 2);
        Assert.Equal(["torn", nameof(SocketError.Disconnecting)], order);
    }

    private void Resume(SendResult torn) =>
        Socket.AsyncWrite(((BufferSequence)Frame).From(torn.BytesTransferred)).Subscribe(new Recorder<SendResult>());

    private void AssertWire(byte[] expected) => Assert.Equal(expected, _pair.Receive(expected.Length));
}
