using System.Net.Sockets;
using System.Reactive.Linq;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Tests.Virtual.Classic;

namespace Rx.Sockets.Tests.Cancellation;

/// <summary>A composed send that was stopped half way keeps its place like a torn write, so that its subscriber can complete the frame.</summary>
public class ComposePlaceTests : ClassicTest
{
    private static readonly BufferSequence Header = "head"u8.ToArray();

    private readonly CancellationSignal _signal = new();

    public static TheoryData<string> Breaks => ["partial", "exception", "returns early", "a bad step"];

    [Theory, MemberData(nameof(Breaks))]
    public void What_is_subscribed_on_the_stack_of_its_failure_goes_before_what_waits(string how)
    {
        var socket = Connect(6);
        var wire = new WireText(socket);
        var heard = new Recorder<SendResult>();
        socket.Compose(self => BreakAsync(self, how), CancellationFilter.EnablePartial)
            .BindCancellationSlot(_signal.Slot)
            .Catch((SendException failed) => socket.AsyncWrite("(rest)"u8.ToArray()))
            .Subscribe(heard);
        socket.AsyncWrite(Hello).Subscribe(new Recorder<SendResult>());
        Scheduler.AdvanceBy(10);
        if (how == "partial") _signal.Emit(CancellationLevel.Partial);
        socket.Peer.Read(100);
        Scheduler.Start();
        Assert.Equal($"{(how == "partial" ? "headhe" : how == "returns early" ? "headhello" : "head")}(rest)hello", wire.Text);
        Assert.Equal([Sent(6)], heard.Values);
    }

    [Fact]
    public void If_nobody_resumes_the_next_one_starts_when_the_failure_has_been_delivered()
    {
        var socket = Connect(100);
        var wire = new WireText(socket);
        var heard = new Recorder<SendResult>();
        socket.Compose(self => BreakAsync(self, "exception")).Subscribe(heard);
        socket.AsyncWrite(Hello).Subscribe(new Recorder<SendResult>());
        Scheduler.AdvanceBy(1); // the function fails
        Assert.Equal(("head", 0), (wire.Text, heard.Calls));
        Scheduler.AdvanceBy(1); // that is delivered
        Assert.Equal(("headhello", 1), (wire.Text, heard.Calls));
    }

    [Fact]
    public void Awaited_it_is_resumed_by_what_follows_the_await()
    {
        var socket = Connect(100);
        var wire = new WireText(socket);
        var ends = EndAsync();
        socket.AsyncWrite(Hello).Subscribe(new Recorder<SendResult>());
        Scheduler.Start();
        Assert.True(ends.IsCompletedSuccessfully);
        Assert.Equal("head(rest)hello", wire.Text);

        async Task EndAsync()
        {
            try
            {
                await socket.Compose(self => BreakAsync(self, "exception"));
            }
            catch (SendException)
            {
                await socket.AsyncWrite("(rest)"u8.ToArray());
            }
        }
    }

    [Fact]
    public void A_composed_send_may_be_what_resumes()
    {
        var socket = Connect(100);
        var wire = new WireText(socket);
        socket.Compose(self => BreakAsync(self, "exception"))
            .Catch((SendException failed) => socket.Compose(async self =>
            {
                await self.AsyncWrite("(re"u8.ToArray());
                await self.AsyncWrite("st)"u8.ToArray());
            }))
            .Subscribe(new Recorder<SendResult>());
        socket.AsyncWrite(Hello).Subscribe(new Recorder<SendResult>());
        Scheduler.Start();
        Assert.Equal("head(rest)hello", wire.Text);
        Assert.True(socket.WhenIdle().IsCompleted);
    }

    [Fact]
    public void A_torn_step_is_resumed_by_the_function_and_the_place_is_the_same()
    {
        var socket = Connect(6);
        var wire = new WireText(socket);
        var heard = new Recorder<SendResult>();
        socket.Compose(async self =>
        {
            await self.AsyncWrite(Header);
            try
            {
                await self.AsyncWrite(Hello);
            }
            catch (SendException torn) when (torn.Result.Cancelled == CancellationLevel.Partial)
            {
                self.ClearCancellation();
                await self.AsyncWrite(Hello.From(torn.Result.BytesTransferred));
            }
        }, CancellationFilter.EnablePartial).BindCancellationSlot(_signal.Slot).Subscribe(heard);
        socket.AsyncWrite("next"u8.ToArray()).Subscribe(new Recorder<SendResult>());
        Scheduler.AdvanceBy(10);
        _signal.Emit(CancellationLevel.Partial);
        Scheduler.AdvanceBy(10);
        socket.Peer.Read(100);
        Scheduler.Start();
        Assert.Equal("headhellonext", wire.Text);
        Assert.Equal([Sent(9)], heard.Values);
    }

    [Fact]
    public void Stopped_by_Terminal_it_leaves_no_place_but_a_closed_door()
    {
        var socket = Connect(6);
        var next = new Recorder<SendResult>();
        var heard = new Recorder<SendResult>();
        socket.Compose(self => BreakAsync(self, "partial")).BindCancellationSlot(_signal.Slot).Subscribe(heard);
        socket.AsyncWrite(Hello).Subscribe(next);
        Scheduler.AdvanceBy(10);
        _signal.Emit(CancellationLevel.Terminal);
        Scheduler.Start();
        Assert.Equal(Stopped(CancellationLevel.Terminal, 6), Assert.IsType<SendException>(heard.Error).Result);
        Assert.Equal(new SendResult(SocketError.Disconnecting, 0), Assert.IsType<SendException>(next.Error).Result);
        Assert.Equal(RxSocketState.OnlyClosable, socket.State);
    }

    private static async Task BreakAsync(ComposedSend self, string how)
    {
        await self.AsyncWrite(Header);
        if (how == "exception") throw new FormatException();
        if (how == "a bad step") await self.AsyncWrite(Hello, (SocketFlags)0x4000000);
        if (how == "partial") await self.AsyncWrite(Hello);
        else self.AsyncWrite(Hello).Subscribe(new Recorder<SendResult>());
    }
}
