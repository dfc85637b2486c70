using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Epoll;

public sealed class OneSystemCallTests
{
    private const string Begin = "\"/rx-sockets/begin\"";
    private const string End = "\"/rx-sockets/end\"";

    [Fact]
    public async Task A_ready_send_is_one_send_and_neither_fcntl_nor_epoll_ctl()
    {
        Machine.Needs("strace", Machine.Find("strace") is not null, "NOT TESTED: strace is not installed, so nobody has counted the system calls of a send.");
        var log = Path.GetTempFileName();
        try
        {
            await ChildProgram.RunAsync(
                "strace", "-f", "-o", log, "-e", "trace=%network,%desc,%file", "dotnet", ChildProgram.PathOf("OneSend"));
            var calls = Between(await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken));

            Assert.Single(calls, call => call.StartsWith("send", StringComparison.Ordinal));
            Assert.DoesNotContain(calls, call => call.StartsWith("fcntl", StringComparison.Ordinal) || call.StartsWith("epoll_ctl", StringComparison.Ordinal));
            Assert.Contains("= 64", Assert.Single(calls), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(log);
        }
    }

    /// <summary>What the thread of the two marks did between them; each line of the log begins with the thread's number.</summary>
    private static List<string> Between(string[] log)
    {
        var begin = Assert.Single(log, line => line.Contains(Begin, StringComparison.Ordinal));
        var thread = begin[..begin.IndexOf(' ', StringComparison.Ordinal)];
        var own = log.Where(line => line.StartsWith(thread + " ", StringComparison.Ordinal)).Select(line => line[thread.Length..].TrimStart()).ToList();
        var first = own.FindIndex(line => line.Contains(Begin, StringComparison.Ordinal));
        var last = own.FindIndex(line => line.Contains(End, StringComparison.Ordinal));
        Assert.InRange(last, first + 1, own.Count - 1);
        return own[(first + 1)..last];
    }
}
