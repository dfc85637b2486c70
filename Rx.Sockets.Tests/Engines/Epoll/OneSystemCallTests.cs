using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Epoll;

public sealed class OneSystemCallTests
{
    [Fact]
    public async Task A_ready_send_is_one_send_and_neither_fcntl_nor_epoll_ctl()
    {
        var calls = await TracedProgram.RunAsync("%network,%desc", ChildProgram.PathOf("OneSend"));

        Assert.Single(calls, call => call.StartsWith("send", StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call => call.StartsWith("fcntl", StringComparison.Ordinal) || call.StartsWith("epoll_ctl", StringComparison.Ordinal));
        Assert.Contains("= 64", Assert.Single(calls), StringComparison.Ordinal);
    }
}
