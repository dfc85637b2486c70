using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>What needs a process of its own.</summary>
public sealed class RingProgramsTests
{
    [Theory]
    [InlineData(1, "it is forbidden here, probably by a seccomp filter")] // EPERM, which kernel.io_uring_disabled gives, too
    [InlineData(12, "the kernel has no memory for it")]
    [InlineData(38, "this kernel has no io_uring, or a seccomp filter hides it")]
    public async Task Where_there_are_no_rings_Auto_works_and_Uring_says_why_not(int errno, string reason)
    {
        Machine.NeedsEpoll();
        var said = await RunAsync("forbidden", $"{errno}");

        Assert.Contains("Auto: epoll:", said, StringComparison.Ordinal);
        Assert.Contains("sent 64", said, StringComparison.Ordinal);
        Assert.Contains($"Uring: The io_uring engine is not to be had here: io_uring_setup failed: {reason}", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ends")]
    [InlineData("notices")]
    public async Task Loops_that_end_while_sends_wait_or_memory_is_read_leave_no_descriptor(string how)
    {
        Machine.NeedsUring();
        Assert.Equal("rings 0, eventfds 0", await RunAsync(how));
    }

    [Fact]
    public async Task Thousands_of_random_cancellations_leave_no_descriptor()
    {
        Machine.NeedsUring();
        Assert.Equal("none left", await RunAsync("leaks", "5000"));
    }

    [Theory]
    [InlineData("read", 6_666, 0)]
    [InlineData("killed", 0, 6_666)]
    public async Task Ten_thousand_sockets_of_one_loop_write_at_once_and_every_byte_is_accounted_for(string peer, int whole, int failed)
    {
        Machine.NeedsUring();
        Machine.NeedsDescriptors(10_500); // in each of two processes

        var said = await RunAsync("crowd", peer);

        Assert.Equal(["10000 wait", $"{whole} whole", "3334 stopped", $"{failed} failed", "0 bytes unaccounted for"], said.Split('\n'));
    }

    private static async Task<string> RunAsync(params string[] arguments) =>
        (await ChildProgram.RunAsync("dotnet", [ChildProgram.PathOf("Rings"), .. arguments])).Trim();
}
