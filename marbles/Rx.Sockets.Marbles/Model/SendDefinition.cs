using System.Net.Sockets;

namespace Rx.Sockets.Marbles.Model;

/// <summary>A cold send.</summary>
/// <param name="Name">What the lanes call it.</param>
/// <param name="Verb">Which operation.</param>
/// <param name="At">Where it stands.</param>
public sealed record SendDefinition(string Name, SendVerb Verb, Position At) : Definition(Name, At)
{
    /// <summary>Its bytes, slice by slice.</summary>
    public IReadOnlyList<SliceDefinition> Slices { get; init; } = [];

    /// <summary>Whose rest it writes.</summary>
    public string? RestOf { get; init; }

    /// <summary>Native bits.</summary>
    public SocketFlags Flags { get; init; }

    /// <summary>The filters of a composed send; null: the library's.</summary>
    public FilterDefinition? Filter { get; init; }

    /// <summary>Ticks that a composed send waits before each step but the first.</summary>
    public long Pause { get; init; }

    /// <summary>What leaving asks for; null: what the library asks for unless told otherwise.</summary>
    public CancellationLevel? OnUnsubscribe { get; init; }

    /// <summary>Further requests: after a time, by a signal, by a token.</summary>
    public IReadOnlyList<RequestDefinition> Requests { get; init; } = [];

    /// <summary>Whether failures come as values.</summary>
    public bool AsResult { get; init; }

    /// <summary>Whether its callback has a lane.</summary>
    public bool HasCallback { get; init; }

    /// <summary>All its bytes.</summary>
    public byte[] AllBytes() => [.. Slices.SelectMany(s => s.Bytes())];
}
