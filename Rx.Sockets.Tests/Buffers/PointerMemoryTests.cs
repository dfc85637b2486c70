using System.Runtime.InteropServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Buffers;

public sealed class PointerMemoryTests
{
    [Fact]
    public void The_bytes_at_the_pointer_are_read_when_they_are_wanted()
    {
        const int Length = 1000;
        var address = Marshal.AllocHGlobal(Length);
        try
        {
            var buffers = BufferSequence.FromPointer(address, Length);
            Marshal.Copy(Pattern.Bytes(Length), 0, address, Length);

            Assert.Equal(Length, buffers.Length);
            Assert.Equal(Pattern.Bytes(Length), buffers.ToArray());
            Assert.Equal(Pattern.Bytes(10, start: 500), buffers.From(500).First(10).ToArray());
        }
        finally
        {
            Marshal.FreeHGlobal(address);
        }
    }

    [Fact]
    public unsafe void A_pin_is_the_address_itself()
    {
        // SAFETY: nothing is read.
        using var pin = PointerMemory.Slices(0x1000, 100).Single()[7..].Pin();
        Assert.Equal(0x1007, (nint)pin.Pointer);
    }

    [Fact]
    public void More_than_one_memory_can_hold_is_several_slices()
    {
        var slices = PointerMemory.Slices(0x1000, 5L << 30);

        Assert.Equal(5L << 30, slices.Sum(slice => (long)slice.Length));
        Assert.Equal(5L << 30, BufferSequence.FromPointer(0x1000, 5L << 30).Length);
    }

    [Fact]
    public void What_cannot_be_meant_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BufferSequence.FromPointer(1, -1));
        Assert.Throws<ArgumentNullException>(() => BufferSequence.FromPointer(0, 1));
        Assert.Equal(0, BufferSequence.FromPointer(0, 0).Length);
    }
}
