namespace Rx.Sockets.Marbles.Model;

/// <summary><c>window = 3</c>, <c>segment = 2</c>, <c>limit = 5</c>.</summary>
/// <param name="Name">Which setting.</param>
/// <param name="Value">In bytes or ticks.</param>
/// <param name="At">Where it stands.</param>
public sealed record SettingDefinition(string Name, long Value, Position At) : Definition(Name, At)
{
    /// <summary>How many unread bytes the peer takes.</summary>
    public const string Window = "window";

    /// <summary>The most bytes that one native send takes.</summary>
    public const string Segment = "segment";

    /// <summary>How many ticks an unwatched send may get no byte out.</summary>
    public const string Limit = "limit";

    /// <summary>All there are.</summary>
    public static IReadOnlyList<string> All { get; } = [Window, Segment, Limit];
}
