namespace Rx.Sockets.Tests.Support;

/// <summary>A program whose system calls are counted between two marks, which are questions after files that are not there.</summary>
public static class TracedProgram
{
    private const string Begin = "\"/rx-sockets/begin\"";
    private const string End = "\"/rx-sockets/end\"";

    /// <summary>What the thread of the two marks did between them, a call a line.</summary>
    /// <param name="calls">Which calls, as strace names them; those of the marks are added.</param>
    /// <param name="program">For <c>dotnet</c>.</param>
    /// <param name="arguments">Of the program.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(string calls, string program, params string[] arguments)
    {
        Machine.Needs("strace", Machine.Find("strace") is not null, "NOT TESTED: strace is not installed, so nobody has counted the system calls of a send.");
        var log = Path.GetTempFileName();
        try
        {
            await ChildProgram.RunAsync("strace", ["-f", "-o", log, "-e", $"trace={calls},%file", "dotnet", program, .. arguments]);
            return Between(await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(log);
        }
    }

    // Each line of the log begins with the thread's number.
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
