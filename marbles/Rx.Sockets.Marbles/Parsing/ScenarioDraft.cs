using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Parsing;

/// <summary>A scenario while its lines are being read.</summary>
/// <param name="name">Its sentence.</param>
/// <param name="recorded">Whether a recorder wrote it.</param>
/// <param name="line">Where it begins.</param>
/// <param name="errors">How many there were before it.</param>
internal sealed class ScenarioDraft(string name, bool recorded, int line, int errors)
{
    public int Line { get; } = line;

    public string Name => name;

    public List<string> Notes { get; } = [];

    public string? Unit { get; set; }

    public List<Definition> Given { get; } = [];

    public Ruler? Time { get; set; }

    /// <summary>Index of the ruler's 0.</summary>
    public int Origin { get; set; }

    public List<Lane> When { get; } = [];

    public List<Lane> Then { get; } = [];

    public List<Letter> Where { get; } = [];

    public bool HasThen { get; set; }

    /// <summary>Whether there is a ruler, readable or not.</summary>
    public bool HasTime { get; set; }

    /// <summary>Names and letters whose line could not be read: nobody is told that they are missing.</summary>
    public HashSet<string> Unread { get; } = new(StringComparer.Ordinal);

    /// <summary>The head of this section could not be read, so its lines say nothing.</summary>
    public bool IsSkipping { get; set; }

    /// <summary>How many errors there were before it.</summary>
    public int ErrorsBefore => errors;

    public int TimeLine { get; set; }

    public int LastLine { get; set; } = line;

    /// <summary>The section that is open, by its rank.</summary>
    public int Section { get; set; } = -1;

    public Scenario Finish() => new()
    {
        Name = name,
        IsRecorded = recorded,
        Notes = Notes,
        Unit = Unit,
        Given = Given,
        Time = Time!,
        When = When,
        Then = Then,
        Where = Where,
        Line = Line,
        TimeLine = TimeLine,
        Origin = Origin,
        LastLine = LastLine,
    };
}
