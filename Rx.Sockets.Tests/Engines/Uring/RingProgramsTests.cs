using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>What needs a process of its own.</summary>
public sealed class RingProgramsTests
{
    [Fact]
    public async Task Where_a_filter_forbids_rings_Auto_works_and_Uring_says_why_not()
    {
        Machine.NeedsEpoll();
        var said = await ChildProgram.RunAsync("dotnet", ChildProgram.PathOf("Rings"), "forbidden");

        Assert.Contains("Auto: epoll:", said, StringComparison.Ordinal);
        Assert.Contains("sent 64", said, StringComparison.Ordinal);
        Assert.Contains("Uring: The io_uring engine is not to be had here: io_uring_setup failed: it is forbidden here, probably by a seccomp filter", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ends")]
    [InlineData("notices")]
    public async Task Loops_that_end_while_sends_wait_or_memory_is_read_leave_no_descriptor(string how)
    {
        Machine.NeedsUring();
        var said = await ChildProgram.RunAsync("dotnet", ChildProgram.PathOf("Rings"), how);

        Assert.Equal("rings 0, eventfds 0", said.Trim());
    }
}
