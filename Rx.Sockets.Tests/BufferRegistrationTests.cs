using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests;

/// <summary>Registered memory: the same bytes, in place, and who holds it.</summary>
public sealed class BufferRegistrationTests
{
    [Fact]
    public void Its_buffers_are_the_bytes_that_were_given()
    {
        byte[] bytes = [1, 2, 3];
        using var registration = new BufferRegistration(bytes.AsMemory(1), Memory<byte>.Empty, bytes);
        bytes[1] = 7;
        registration.Buffers[2].Span[2] = 8;

        Assert.Equal([[7, 8], [], [1, 7, 8]], registration.Buffers.Select(buffer => buffer.ToArray()));
        Assert.Equal(3, ((BufferSequence)registration.Buffers[2]).Length);
    }

    [Fact]
    public void It_pins_once_for_all_and_lets_go_when_it_ends()
    {
        var memory = new CountingMemory(10);
        var registration = new BufferRegistration(memory.Memory);
        registration.Buffers[0].Pin().Dispose();
        Assert.Equal((1, 0), (memory.Pins, memory.Unpins));

        registration.Dispose();
        registration.Dispose();
        Assert.Equal((1, 1), (memory.Pins, memory.Unpins));
    }

    [Fact]
    public async Task Whoever_pins_it_holds_it_also_beyond_its_end()
    {
        var memory = new CountingMemory(10);
        var registration = new BufferRegistration(new byte[1], memory.Memory);
        var hold = registration.Buffers[1][3..].Pin();
        var free = registration.WhenFree(1);
        var ended = registration.DisposeAsync();
        using (registration.Buffers[1].Pin())
            Assert.Equal(2, registration.Outstanding);
        Assert.Equal((true, false, false, 0), (registration.WhenFree(0).IsCompleted, free.IsCompleted, ended.IsCompleted, memory.Unpins));

        hold.Dispose();
        await free.Within();
        await ended.AsTask().Within();
        Assert.Equal((1, 1, 0), (memory.Pins, memory.Unpins, registration.Outstanding));
    }

    [Fact]
    public unsafe void A_hold_is_where_the_slice_is()
    {
        var bytes = GC.AllocateArray<byte>(10, pinned: true);
        using var registration = new BufferRegistration(bytes);
        using var hold = registration.Buffers[0][4..].Pin();

        // SAFETY: a pinned array; only addresses are compared.
        fixed (byte* there = &bytes[4])
            Assert.Equal((nint)there, (nint)hold.Pointer);
    }

    [Fact]
    public void After_its_end_the_memory_is_ordinary()
    {
        var memory = new CountingMemory(10);
        var registration = new BufferRegistration(memory.Memory);
        registration.Dispose();
        registration.Buffers[0].Pin().Dispose();

        Assert.Equal((2, 2, 0), (memory.Pins, memory.Unpins, registration.Outstanding));
        Assert.Equal(10, registration.Buffers[0].Span.Length);
    }

    [Fact]
    public void Memory_that_cannot_be_pinned_leaves_nothing_pinned()
    {
        var memory = new CountingMemory(10);
        var broken = new CountingMemory(10, new InvalidDataException("broken"));

        Assert.Throws<InvalidDataException>(() => new BufferRegistration(memory.Memory, broken.Memory));
        Assert.Equal((1, 1), (memory.Pins, memory.Unpins));
        Assert.Throws<ArgumentNullException>(() => new BufferRegistration(null!));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, -5)]
    public void Settings_that_mean_nothing_are_refused(int threshold, int linger)
    {
        using var pair = SocketPair.Connect();
        var options = new RxSocketOptions { ZeroCopy = new ZeroCopyOptions { Threshold = threshold, Linger = TimeSpan.FromSeconds(linger) } };
        Assert.Throws<ArgumentOutOfRangeException>(() => new RxSocket(pair.Local, options));
        new RxSocket(pair.Local, new RxSocketOptions { ZeroCopy = new ZeroCopyOptions { Linger = Timeout.InfiniteTimeSpan } }).Dispose();
    }
}
