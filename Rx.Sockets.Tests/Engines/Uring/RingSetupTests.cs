using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Native;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>Why there is no ring, in words that help.</summary>
public sealed class RingSetupTests
{
    [Theory]
    [InlineData(Errno.NotPermitted, "2", "kernel.io_uring_disabled is 2")]
    [InlineData(Errno.NotPermitted, "1", "kernel.io_uring_disabled is 1")]
    [InlineData(Errno.NotPermitted, "0", "probably by a seccomp filter")]
    [InlineData(Errno.NotPermitted, null, "probably by a seccomp filter")]
    [InlineData(Errno.AccessDenied, "0", "probably by a seccomp filter")]
    [InlineData(Errno.NoCall, "0", "this kernel has no io_uring")]
    [InlineData(Errno.OutOfMemory, "0", "the kernel has no memory for it")]
    [InlineData(Errno.InvalidArgument, "0", "older than Linux 6.1")]
    public void The_reason_is_named_with_call_and_errno(int errno, string? isDisabled, string reason)
    {
        var message = RingSetup.Failure("io_uring_setup", errno, isDisabled).Message;

        Assert.StartsWith("io_uring_setup failed: ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.EndsWith($"(errno {errno}).", message, StringComparison.Ordinal);
    }
}
