using System.Globalization;
using Rx.Sockets.Engines.Uring;

namespace Rx.Sockets.Tests.Support;

/// <summary>What a machine may lack. A test that needs it is skipped there, and says so; where RXSOCKETS_REQUIRE names it (a list with
/// commas, set by .ci/run) it fails instead, so that nothing goes untested unnoticed.</summary>
public static class Machine
{
    private static readonly Lazy<string?> WhyNoUring = new(TryUring);

    /// <summary>The engines that this machine can run.</summary>
    public static IReadOnlyList<SocketEngineKind> Engines { get; } = WhyNoUring.Value is null
        ? [SocketEngineKind.Epoll, SocketEngineKind.Portable, SocketEngineKind.Uring]
        : [SocketEngineKind.Epoll, SocketEngineKind.Portable];

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

    public static void NeedsUring() => Needs("uring", WhyNoUring.Value is null, $"io_uring is not to be had here: {WhyNoUring.Value}");

    /// <summary>So many open files in one process; the runtime has raised the soft limit to the hard one.</summary>
    public static void NeedsDescriptors(int count)
    {
        var limit = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[4];
        var suffices = !long.TryParse(limit, CultureInfo.InvariantCulture, out var most) || most >= count; // or it is "unlimited"
        Needs("descriptors", suffices, $"a process may have {limit} open files here (ulimit -Hn), and {count} are needed");
    }

    private static string? TryUring()
    {
        try
        {
            if (!OperatingSystem.IsLinux()) return "this is not Linux";
            RingSetup.Make(isBound: true).Dispose();
            return null;
        }
        catch (IOException error)
        {
            return error.Message;
        }
    }
}
