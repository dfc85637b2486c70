namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>How a test wants its pair.</summary>
public sealed record PairSetup
{
    /// <summary>Buffers of a few kilobytes at both ends, so that little fills them; else the system's own.</summary>
    public bool SmallBuffers { get; init; } = true;

    /// <summary>The socket was made non-blocking by the user before it was handed over.</summary>
    public bool IsNonBlocking { get; init; }

    /// <summary>The engine's clock stands still, so that it never takes its regular look at sockets that wait: each look at a Unix
    /// socket is an attempt, which a test that counts attempts must not see.</summary>
    public bool NeverLooks { get; init; }

    /// <summary>null: the default.</summary>
    public TimeSpan? UnwatchedLimit { get; init; }
}
