namespace Rx.Sockets.Marbles.Model;

/// <summary>One behaviour: a title and its scenarios.</summary>
/// <param name="Path">Where it came from, for messages.</param>
/// <param name="Title">One line.</param>
/// <param name="Scenarios">In file order.</param>
public sealed record MarbleFile(string Path, string Title, IReadOnlyList<Scenario> Scenarios)
{
    /// <summary>The behaviours that it specifies, for the table of coverage.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];
}
