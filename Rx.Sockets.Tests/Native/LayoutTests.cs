using System.Runtime.InteropServices;
using Rx.Sockets.Native;
using Cpu = System.Runtime.InteropServices.Architecture;

namespace Rx.Sockets.Tests.Native;

/// <summary>struct iovec, msghdr, pollfd and epoll_event of 64-bit Linux.</summary>
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

    private static int Offset<T>(string field) => (int)Marshal.OffsetOf<T>(field);
}
