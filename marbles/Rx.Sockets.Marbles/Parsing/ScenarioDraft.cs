using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Parsing;

/// <summary>A scenario while its lines are being read.</summary>
internal sealed class ScenarioDraft(string name, bool recorded, int line)
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
