using System.Runtime.InteropServices;
using Rx.Sockets.Native;
using Cpu = System.Runtime.InteropServices.Architecture;

namespace Rx.Sockets.Tests.Native;

/// <summary>struct iovec, msghdr, pollfd, epoll_event and those of io_uring, of 64-bit Linux.</summary>
public class LayoutTests
{
    [Fact]
    public void IoVec_is_a_pointer_and_a_length()
    {
        Assert.Equal(16, Marshal.SizeOf<IoVec>());
        Assert.Equal(0, Offset<IoVec>(nameof(IoVec.Base)));
        Assert.Equal(8, Offset<IoVec>(nameof(IoVec.Length)));
    }

    [Theory]
    [InlineData(nameof(MsgHdr.Name), 0)]
    [InlineData(nameof(MsgHdr.NameLength), 8)]
    [InlineData(nameof(MsgHdr.Vectors), 16)]
    [InlineData(nameof(MsgHdr.VectorCount), 24)]
    [InlineData(nameof(MsgHdr.Control), 32)]
    [InlineData(nameof(MsgHdr.ControlLength), 40)]
    [InlineData(nameof(MsgHdr.Flags), 48)]
    public void MsgHdr_has_its_fields_where_the_kernel_looks(string field, int offset) => Assert.Equal(offset, Offset<MsgHdr>(field));

    [Fact]
    public void MsgHdr_is_fifty_six_bytes() => Assert.Equal(56, Marshal.SizeOf<MsgHdr>());

    [Fact]
    public void PollFd_is_a_descriptor_and_two_masks()
    {
        Assert.Equal(8, Marshal.SizeOf<PollFd>());
        Assert.Equal((0, 4, 6), (Offset<PollFd>(nameof(PollFd.Descriptor)), Offset<PollFd>(nameof(PollFd.Events)), Offset<PollFd>(nameof(PollFd.Returned))));
    }

    [Theory]
    [InlineData(Cpu.X64, 12)]
    [InlineData(Cpu.Arm64, 16)]
    [InlineData(Cpu.RiscV64, 16)]
    public void Epoll_event_is_packed_on_x64_only(Cpu architecture, int stride) =>
        Assert.Equal(stride, EpollEvents.StrideOn(architecture));

    [Fact]
    public void Epoll_events_are_written_and_read_at_the_same_place()
    {
        var events = new byte[3 * EpollEvents.Stride];
        for (var i = 0; i < 3; i++)
            EpollEvents.Write(events.AsSpan(i * EpollEvents.Stride), 0x80000004, 0x1122334455667788UL + (ulong)i);
        for (var i = 0; i < 3; i++)
            Assert.Equal(0x1122334455667788UL + (ulong)i, EpollEvents.Data(events, i));
        Assert.Equal(0x80000004, MemoryMarshal.Read<uint>(events));
        if (RuntimeInformation.ProcessArchitecture == Cpu.X64) Assert.Equal(0x88, events[4]);
    }

    [Theory]
    [InlineData(nameof(IoUringEntry.Operation), 0)]
    [InlineData(nameof(IoUringEntry.Flags), 1)]
    [InlineData(nameof(IoUringEntry.Priority), 2)]
    [InlineData(nameof(IoUringEntry.Descriptor), 4)]
    [InlineData(nameof(IoUringEntry.Offset), 8)]
    [InlineData(nameof(IoUringEntry.Address), 16)]
    [InlineData(nameof(IoUringEntry.Length), 24)]
    [InlineData(nameof(IoUringEntry.OperationFlags), 28)]
    [InlineData(nameof(IoUringEntry.UserData), 32)]
    [InlineData(nameof(IoUringEntry.BufferIndex), 40)]
    [InlineData(nameof(IoUringEntry.Personality), 42)]
    [InlineData(nameof(IoUringEntry.AddressLength), 44)]
    [InlineData(nameof(IoUringEntry.Address3), 48)]
    public void A_submission_entry_has_its_fields_where_the_kernel_looks(string field, int offset) =>
        Assert.Equal(offset, Offset<IoUringEntry>(field));

    [Fact]
    public void Structures_of_io_uring_have_their_sizes()
    {
        Assert.Equal((64, 64), (IoUringEntry.Size, Marshal.SizeOf<IoUringEntry>()));
        Assert.Equal((16, 16), (IoUringCompletion.Size, Marshal.SizeOf<IoUringCompletion>()));
        Assert.Equal(120, Marshal.SizeOf<IoUringParams>());
        Assert.Equal((40, 40), (Marshal.SizeOf<IoUringSubmissionOffsets>(), Marshal.SizeOf<IoUringCompletionOffsets>()));
        Assert.Equal((24, 16), (Marshal.SizeOf<IoUringWait>(), Marshal.SizeOf<KernelTime>()));
    }

    [Theory]
    [InlineData(nameof(IoUringParams.CompletionEntries), 4)]
    [InlineData(nameof(IoUringParams.Flags), 8)]
    [InlineData(nameof(IoUringParams.Features), 20)]
    [InlineData(nameof(IoUringParams.Submission), 40)]
    [InlineData(nameof(IoUringParams.Completion), 80)]
    public void Parameters_of_a_ring_are_where_the_kernel_looks(string field, int offset) => Assert.Equal(offset, Offset<IoUringParams>(field));

    [Theory]
    [InlineData(nameof(IoUringSubmissionOffsets.Tail), 4)]
    [InlineData(nameof(IoUringSubmissionOffsets.Flags), 16)]
    [InlineData(nameof(IoUringSubmissionOffsets.Array), 24)]
    public void Parts_of_the_submission_ring_are_where_the_kernel_says(string field, int offset) =>
        Assert.Equal(offset, Offset<IoUringSubmissionOffsets>(field));

    [Theory]
    [InlineData(nameof(IoUringCompletionOffsets.Tail), 4)]
    [InlineData(nameof(IoUringCompletionOffsets.Overflow), 16)]
    [InlineData(nameof(IoUringCompletionOffsets.Completions), 20)]
    public void Parts_of_the_completion_ring_are_where_the_kernel_says(string field, int offset) =>
        Assert.Equal(offset, Offset<IoUringCompletionOffsets>(field));

    [Fact]
    public void A_completion_and_a_wait_have_their_fields_where_the_kernel_looks()
    {
        Assert.Equal((8, 12), (Offset<IoUringCompletion>(nameof(IoUringCompletion.Result)), Offset<IoUringCompletion>(nameof(IoUringCompletion.Flags))));
        Assert.Equal(16, Offset<IoUringWait>(nameof(IoUringWait.Time)));
        Assert.Equal(8, Offset<KernelTime>(nameof(KernelTime.Nanoseconds)));
        var time = KernelTime.Of(TimeSpan.FromMilliseconds(2500));
        Assert.Equal((2, 500_000_000), (time.Seconds, time.Nanoseconds));
    }

    [Fact]
    public void A_probe_names_the_operations_that_are_supported()
    {
        var probe = new byte[IoUringProbe.Size];
        probe[0] = 26; // the last operation
        probe[16 + (26 * 8) + 2] = 1;
        probe[16 + (47 * 8) + 2] = 1;
        Assert.Equal((true, false, false), (IoUringProbe.Supports(probe, 26), IoUringProbe.Supports(probe, 14), IoUringProbe.Supports(probe, 47)));
    }

    private static int Offset<T>(string field) => (int)Marshal.OffsetOf<T>(field);
}
