using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Parsing;

/// <summary>Reads a file line by line and notes every error on the way.</summary>
internal sealed class MarbleParser(string text, string path)
{
    private static readonly string[] Sections = ["note", "unit", "given", "time", "when", "then", "where"];

    private readonly List<MarbleError> _errors = [];
    private readonly List<Scenario> _scenarios = [];
    private readonly List<string> _covers = [];
    private string? _title;
    private ScenarioDraft? _draft;
    private string _line = "";
    private int _number;

    /// <exception cref="MarbleFormatException">With all errors.</exception>
    public MarbleFile Parse()
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            (_line, _number) = (line.TrimEnd(' '), _number + 1);
            Guard(ReadLine);
        }

        Close();
        if (_title is null) Note(1, 1, "the file begins with 'title' and one line of text");
        if (_scenarios.Count == 0 && _errors.Count == 0) Note(_number, 1, "the file has no scenario");
        if (_errors.Count > 0) throw new MarbleFormatException([.. _errors.OrderBy(e => e.Line).ThenBy(e => e.Column)]);
        return new MarbleFile(path, _title!, _scenarios) { Covers = _covers };
    }

    private void ReadLine()
    {
        var tab = _line.IndexOf('\t', StringComparison.Ordinal);
        if (tab >= 0) throw new SyntaxException(tab + 1, "a tab; columns are ticks here, use blanks");
        var indent = _line.Length - _line.TrimStart(' ').Length;
        if (_line.Length == 0 || _line.AsSpan(indent).StartsWith("//")) return;
        if (_draft is not null && indent > 0) _draft.LastLine = _number;
        switch (indent)
        {
            case 0: ReadHead(); break;
            case 2: ReadSection(); break;
            case 4: ReadItem(); break;
            default: ReadMisplaced(indent); break;
        }
    }

    private void ReadMisplaced(int indent)
    {
        if (_draft is not null) _draft.IsSkipping |= Sections.Contains(Split(indent).Word);
        throw new SyntaxException(indent + 1, $"{indent} {(indent == 1 ? "blank" : "blanks")} in front; there are 0, 2 or 4");
    }

    private void ReadHead()
    {
        var (word, rest) = Split(0);
        switch (word)
        {
            case "title" when _title is null && _draft is null: _title = Text(word, rest); break;
            case "title": throw new SyntaxException(1, "one title, first in the file");
            case "covers" when _scenarios.Count == 0 && _draft is null: _covers.Add(Text(word, rest)); break;
            case "covers": throw new SyntaxException(1, "'covers' stands before the first scenario");
            case "scenario" or "recorded": Open(Text(word, rest), word == "recorded"); break;
            default: throw new SyntaxException(1, $"'{word}' does not begin a line here; there are title, covers, scenario and recorded");
        }
    }

    private void Open(string name, bool recorded)
    {
        Close();
        _draft = new ScenarioDraft(name, recorded, _number, _errors.Count);
        if (_scenarios.Any(s => s.Name == name)) Note(_number, 1, "a scenario of this name stands above; names are unique in a file");
    }

    private void Close()
    {
        if (_draft is not { } draft) return;
        _draft = null;
        if (!draft.HasTime) Note(draft.Line, 1, "this scenario has no time");
        if (!draft.HasThen) Note(draft.Line, 1, "this scenario has no then");
        if (draft.Time is null) return;
        var scenario = draft.Finish();
        _errors.AddRange(new ScenarioValidator(scenario, path, draft.Unread, isWhole: _errors.Count == draft.ErrorsBefore).Errors());
        _scenarios.Add(scenario);
    }

    private void ReadSection()
    {
        if (_draft is null) throw new SyntaxException(3, "this belongs into a scenario");
        var (word, rest) = Split(2);
        _draft.IsSkipping = true; // until it is known which section this is
        _draft.HasTime |= word == "time";
        _draft.HasThen |= word == "then";
        var section = Array.IndexOf(Sections, word);
        if (section < 0) throw new SyntaxException(3, $"'{word}' is not a section; there are {string.Join(", ", Sections)}");
        if (section < _draft.Section || (section == _draft.Section && word != "note"))
            throw new SyntaxException(3, $"'{word}' comes too late; the order is {string.Join(", ", Sections)}");
        _draft.Section = section;
        switch (word)
        {
            case "note": _draft.Notes.Add(Text(word, rest)); break;
            case "unit": _draft.Unit = Text(word, rest); break;
            case "time": ReadRuler(rest); break;
            default: OpenSection(word, rest); break;
        }

        _draft.IsSkipping = false;
    }

    private void OpenSection(string word, int rest)
    {
        if (word is "when" or "then" && !_draft!.HasTime) throw new SyntaxException(3, $"'time' comes before '{word}'");
        if (rest < _line.Length) throw new SyntaxException(rest + 1, $"'{word}' stands alone on its line");
    }

    private void ReadRuler(int start)
    {
        if (start >= _line.Length) throw new SyntaxException(start + 1, "'time' needs a ruler: 0----5----10");
        (_draft!.Origin, _draft.TimeLine) = (start, _number);
        _draft.Time = RulerParser.Parse(_line, start);
    }

    private void ReadItem()
    {
        if (_draft is { IsSkipping: true })
        {
            _draft.Unread.Add(Split(4).Word);
            return;
        }

        switch (_draft is { Section: >= 0 } ? Sections[_draft.Section] : "")
        {
            case "given": Read(ReadDefinition); break;
            case "when": ReadLane("when", LaneKinds.OfInput, _draft!.When); break;
            case "then": ReadLane("then", LaneKinds.OfSeen, _draft!.Then); break;
            case "where": Read(ReadLetter); break;
            default: throw new SyntaxException(5, "four blanks in front belong under given, when, then or where");
        }
    }

    // What uses the name or the letter of a line with an error is not to blame.
    private void Read(Action read)
    {
        try
        {
            read();
        }
        catch (SyntaxException)
        {
            _draft!.Unread.Add(Split(4).Word);
            throw;
        }
    }

    private void ReadDefinition()
    {
        var definition = new DefinitionParser(new TokenReader(_line, 4), _number).Parse();
        if (_draft!.Given.Any(d => d.Name == definition.Name)) throw new SyntaxException(5, $"'{definition.Name}' is given twice");
        _draft.Given.Add(definition);
    }

    private void ReadLane(string section, Func<string, IReadOnlyList<Definition>, LaneKind?> kindOf, List<Lane> lanes)
    {
        var (name, rest) = Split(4);
        if (_draft!.Unread.Contains(name)) return;
        var kind = kindOf(name, _draft.Given) ?? throw new SyntaxException(5, $"there is no lane '{name}' under {section}: nothing of that name is given");
        if (_draft.Time is not { } time) return; // the ruler has its error
        if (name.Length + 4 >= _draft.Origin) throw new SyntaxException(5, "this name reaches under the ruler; move the ruler to the right");
        if (rest < _draft.Origin && rest < _line.Length) throw new SyntaxException(rest + 1, "this marble stands left of tick 0");
        var text = _line.Length > _draft.Origin ? _line[_draft.Origin..] : "";
        if (text.Length > time.Columns) throw new SyntaxException(_draft.Origin + time.Columns + 1, "this lane is longer than the ruler");
        for (var column = 0; column < text.Length; column++)
            CheckMark(kind, time, column, text[column]);
        lanes.Add(new Lane(name, text, kind, new Position(_number, 5)));
    }

    private void CheckMark(LaneKind kind, Ruler time, int column, char mark)
    {
        if (mark is '-' or ' ') return;
        var at = _draft!.Origin + column + 1;
        var lasts = kind == LaneKind.Strip || (kind == LaneKind.Send && mark == '~'); // over a cut too
        if (time.TickAt(column) is null && !lasts) Note(_number, at, "a marble under a cut: there is no tick");
        else if (LaneKinds.Refusal(kind, mark) is { } allowed) Note(_number, at, $"'{mark}' does not stand in this lane; there are - {allowed}");
    }

    private void ReadLetter()
    {
        var symbol = _line[4];
        var sign = _line.IndexOf('=', StringComparison.Ordinal);
        if (!char.IsAsciiLetter(symbol) || sign < 0 || _line[5..sign].Trim().Length > 0)
            throw new SyntaxException(5, "a line here is: one letter, =, what it means");
        if (_draft!.Where.Any(l => l.Symbol == symbol)) throw new SyntaxException(5, $"'{symbol}' is explained twice");
        var meaning = _line[(sign + 1)..].Trim();
        if (meaning.Length == 0) throw new SyntaxException(sign + 2, $"what '{symbol}' means is missing");
        _draft.Where.Add(new Letter(symbol, meaning, new Position(_number, 5)));
    }

    /// <summary>The word at <paramref name="start"/>, and the index of what follows it.</summary>
    private (string Word, int Behind) Split(int start)
    {
        var end = start;
        while (end < _line.Length && _line[end] != ' ')
            end++;
        var rest = end;
        while (rest < _line.Length && _line[rest] == ' ')
            rest++;
        return (_line[start..end], rest);
    }

    private string Text(string word, int rest) =>
        rest < _line.Length ? _line[rest..] : throw new SyntaxException(rest + 1, $"'{word}' needs a text on the same line");

    private void Guard(Action read)
    {
        try
        {
            read();
        }
        catch (SyntaxException error)
        {
            Note(_number, error.Column, error.Message);
        }
    }

    private void Note(int line, int column, string message) => _errors.Add(new MarbleError(path, line, column, message));
}
