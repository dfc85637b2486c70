using Benchmarks.Native;

namespace Benchmarks.Peers;

/// <summary>Where the sender runs, and where its peer.</summary>
internal sealed record Cores(int Sender, int Peer)
{
    /// <summary>The first two that there are; one core serves both if there is no other.</summary>
    public static Cores Choose()
    {
        var cores = CpuSet.Mine();
        return new Cores(cores[0], cores[^1] == cores[0] ? cores[0] : cores[1]);
    }

    public static Cores Parse(string text)
    {
        var parts = text.Split(',');
        return new Cores(int.Parse(parts[0], null), int.Parse(parts[1], null));
    }

    public override string ToString() => FormattableString.Invariant($"{Sender},{Peer}");
}
