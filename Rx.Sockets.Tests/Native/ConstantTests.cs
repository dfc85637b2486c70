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
        Assert.Equal((16, 38, 62, 125), (Errno.Busy, Errno.NoCall, Errno.TimerExpired, Errno.Canceled));
    }

    [Fact]
    public void Flags_of_send()
    {
        Assert.Equal(0x40, SendFlags.DontWait);
        Assert.Equal(0x100, SendFlags.WaitAll);
        Assert.Equal((0x4000, 0x8000), (SendFlags.NoSignal, SendFlags.More));
        Assert.Equal(0x4000000, SendFlags.ZeroCopy);
    }

    [Fact]
    public void Epoll_poll_and_eventfd()
    {
        Assert.Equal((0x1, 0x4), (PollCalls.In, PollCalls.Out));
        Assert.Equal(0x80000, EpollCalls.CloseOnExec);
        Assert.Equal((1, 2), (EpollCalls.Add, EpollCalls.Delete));
        Assert.Equal((1u, 4u, 0x80000000u), (EpollCalls.In, EpollCalls.Out, EpollCalls.EdgeTriggered));
        Assert.Equal((0x80000, 0x800), (EventFdCalls.CloseOnExec, EventFdCalls.NonBlocking));
    }

    [Fact]
    public void Io_uring()
    {
        Assert.Equal((425, 426, 427), (IoUringCalls.SetupNumber, IoUringCalls.EnterNumber, IoUringCalls.RegisterNumber));
        Assert.Equal((6, 9, 14, 26), (IoUringCalls.OpPollAdd, IoUringCalls.OpSendMessage, IoUringCalls.OpAsyncCancel, IoUringCalls.OpSend));
        Assert.Equal((0x8u, 0x10u, 0x40u, 0x80u), (IoUringCalls.SetupCompletionSize, IoUringCalls.SetupClamp, IoUringCalls.SetupDisabled, IoUringCalls.SetupSubmitAll));
        Assert.Equal((0x200u, 0x1000u, 0x2000u), (IoUringCalls.SetupTaskRunFlag, IoUringCalls.SetupSingleIssuer, IoUringCalls.SetupDeferTaskRun));
        Assert.Equal((0x1u, 0x2u, 0x4u, 0x100u), (IoUringCalls.FeatureSingleMap, IoUringCalls.FeatureNoDrop, IoUringCalls.FeatureSubmitStable, IoUringCalls.FeatureExtendedArgument));
        Assert.Equal((0x1u, 0x8u), (IoUringCalls.EnterGetEvents, IoUringCalls.EnterExtendedArgument));
        Assert.Equal((8u, 12u), (IoUringCalls.RegisterProbe, IoUringCalls.RegisterEnableRings));
        Assert.Equal((2u, 4u, 2u), (IoUringCalls.SubmissionOverflow, IoUringCalls.SubmissionTaskRun, IoUringCalls.CompletionMore));
        Assert.Equal((47, 8u), (IoUringCalls.OpSendZeroCopy, IoUringCalls.CompletionNotice));
        Assert.Equal((1, 1u, 1u, 4u), (IoUringCalls.PollFirst, IoUringCalls.PollMultishot, IoUringCalls.CancelAll, IoUringCalls.CancelAny));
        Assert.Equal((0, 0x10000000), (IoUringCalls.OffsetOfRings, IoUringCalls.OffsetOfEntries));
        Assert.Equal((1, 2, 1, 0x8000), (MemoryMapCalls.Read, MemoryMapCalls.Write, MemoryMapCalls.Shared, MemoryMapCalls.Populate));
    }
}
