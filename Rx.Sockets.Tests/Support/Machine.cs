namespace Rx.Sockets.Tests.Support;

/// <summary>What a machine may lack. A test that needs it is skipped there, and says so; where RXSOCKETS_REQUIRE names it (a list with
/// commas, set by .ci/run) it fails instead, so that nothing goes untested unnoticed.</summary>
public static class Machine
{
    public static void Needs(string what, bool isThere, string otherwise)
    {
        if (isThere) return;
        var required = (Environment.GetEnvironmentVariable("RXSOCKETS_REQUIRE") ?? "").Split(',', StringSplitOptions.TrimEntries);
        Assert.False(required.Contains(what, StringComparer.OrdinalIgnoreCase), $"{what} is required here, but: {otherwise}");
        Assert.Skip(otherwise);
    }

    /// <summary>Where a program is, as a shell would find it; null if it is not there.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    public static void NeedsEpoll() => Needs("epoll", OperatingSystem.IsLinux(), "epoll needs Linux");
}
