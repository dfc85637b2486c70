namespace Rx.Sockets.Marbles.Model;

/// <summary>One case: what exists, what is done, what is seen.</summary>
public sealed record Scenario
{
    /// <summary>A sentence, unique in its file.</summary>
    public required string Name { get; init; }

    /// <summary>Written by the recorder: drawn, not run.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>Sentences for the caption.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What one tick was, in a recording.</summary>
    public string? Unit { get; init; }

    /// <summary>What exists before tick 0.</summary>
    public IReadOnlyList<Definition> Given { get; init; } = [];

    /// <summary>The ruler.</summary>
    public required Ruler Time { get; init; }

    /// <summary>Inputs, in the order in which they happen within one tick.</summary>
    public IReadOnlyList<Lane> When { get; init; } = [];

    /// <summary>Everything that is seen.</summary>
    public IReadOnlyList<Lane> Then { get; init; } = [];

    /// <summary>What the letters mean.</summary>
    public IReadOnlyList<Letter> Where { get; init; } = [];

    /// <summary>Where the scenario begins in its file.</summary>
    public int Line { get; init; }

    /// <summary>Where its <c>time</c> stands.</summary>
    public int TimeLine { get; init; }

    /// <summary>How many columns stand left of tick 0.</summary>
    public int Origin { get; init; } = 12;

    /// <summary>Its last line that is not empty.</summary>
    public int LastLine { get; init; }

    /// <summary>The definition of that name, if there is one.</summary>
    public Definition? Find(string name) => Given.FirstOrDefault(d => d.Name == name);

    /// <summary>The value of a setting, if it is given.</summary>
    public long? Setting(string name) => (Find(name) as SettingDefinition)?.Value;
}
