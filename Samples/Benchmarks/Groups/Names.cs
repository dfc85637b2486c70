using Rx.Sockets;

namespace Benchmarks.Groups;

/// <summary>What variants are called in tables and claims.</summary>
internal static class Names
{
    public const string Bare = "send() loop";
    public const string SendAsync = "Socket.SendAsync";
    public const string FromAsync = "FromAsync.Repeat";

    public static string Of(string what, SocketEngineKind engine) => $"{what}, {engine.ToString().ToLowerInvariant()}";

    /// <summary>A size as people say it.</summary>
    public static string Size(int bytes) => bytes < 1024 ? $"{bytes} B" : $"{bytes / 1024} KiB";
}
