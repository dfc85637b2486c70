namespace Rx.Sockets.Tests.Programs.Mutate;

/// <summary>One way to break the library.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Edits">How to make it.</param>
/// <param name="Survives">Why no scenario can see it; null: one must.</param>
internal sealed record Mutant(string Name, IReadOnlyList<Edit> Edits, string? Survives)
{
    /// <summary>Nothing is wrong: what the tool itself does to the library turns nothing red.</summary>
    public static Mutant None { get; } = new("unchanged", [], "it is right");
}
