using Rx.Sockets.Native;

namespace Rx.Sockets.Tests.Native;

/// <summary>Literal values of Linux on x86-64 and arm64, written down once more.</summary>
public class ConstantTests
{
    [Fact]
    public void Errno_that_we_act_on()
    {
        Assert.Equal(4, Errno.Interrupted);
        Assert.Equal(9, Errno.BadDescriptor);
        Assert.Equal(11, Errno.Again);
        Assert.Equal(14, Errno.Fault);
    }

    [Fact]
    public void Flags_of_send()
    {
        Assert.Equal(0x40, SendFlags.DontWait);
        Assert.Equal(0x100, SendFlags.WaitAll);
        Assert.Equal(0x4000, SendFlags.NoSignal);
        Assert.Equal(0x4000000, SendFlags.ZeroCopy);
    }

    [Fact]
    public void Epoll_poll_and_eventfd()
    {
        Assert.Equal(0x4, PollCalls.Out);
        Assert.Equal(0x80000, EpollCalls.CloseOnExec);
        Assert.Equal((1, 2), (EpollCalls.Add, EpollCalls.Delete));
        Assert.Equal((1u, 4u, 0x80000000u), (EpollCalls.In, EpollCalls.Out, EpollCalls.EdgeTriggered));
        Assert.Equal((0x80000, 0x800), (EventFdCalls.CloseOnExec, EventFdCalls.NonBlocking));
    }
}
