using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Parsing;

/// <summary>What only shows when a scenario has been read whole: names, letters, and what they mean in their lanes.</summary>
/// <param name="scenario">As far as it could be read.</param>
/// <param name="path">Its file.</param>
/// <param name="unread">Names and letters whose line could not be read.</param>
/// <param name="isWhole">Whether every line of it could be read.</param>
internal sealed class ScenarioValidator(Scenario scenario, string path, IReadOnlySet<string> unread, bool isWhole)
{
    private readonly List<MarbleError> _errors = [];

    public IReadOnlyList<MarbleError> Errors()
    {
        foreach (var send in scenario.Given.OfType<SendDefinition>())
            CheckSend(send);
        var used = new HashSet<char>();
        foreach (var lane in scenario.When.Concat(scenario.Then))
            CheckLetters(lane, used);
        foreach (var letter in scenario.Where.Where(l => isWhole && !used.Contains(l.Symbol)))
            Note(letter.At, $"'{letter.Symbol}' is explained and never used");
        foreach (var lane in scenario.Then.Where(l => l.Kind != LaneKind.Send && scenario.Then.First(t => t.Name == l.Name) != l))
            Note(lane.At, $"a second lane '{lane.Name}'; only sends have a row for each subscription");
        return _errors;
    }

    private void CheckSend(SendDefinition send)
    {
        if (send.RestOf is { } whole && !unread.Contains(whole) && scenario.Find(whole) is not SendDefinition { RestOf: null })
            Note(send.At, $"'{whole}' is not a write or send that is given");
        foreach (var request in send.Requests.Where(r => r.Stream is { } stream && !unread.Contains(stream)))
        {
            if (scenario.Find(request.Stream!) is not StreamDefinition { Kind: StreamKind.Signal })
                Note(send.At, $"'{request.Stream}' is not a signal that is given");
        }
    }

    private void CheckLetters(Lane lane, HashSet<char> used)
    {
        foreach (var symbol in lane.Marbles(scenario.Time).Select(m => m.Symbol).Where(char.IsAsciiLetter).Distinct())
        {
            if (lane.Kind == LaneKind.Strip || LaneKinds.Refusal(lane.Kind, symbol) is not null || (lane.Kind == LaneKind.Sends && scenario.Find(symbol.ToString()) is SendDefinition)) continue;
            used.Add(symbol);
            if (scenario.Where.FirstOrDefault(l => l.Symbol == symbol) is { } letter) CheckMeaning(lane, letter);
            else if (!unread.Contains(symbol.ToString())) Note(lane.At, $"'{symbol}' is not explained under where");
        }
    }

    private void CheckMeaning(Lane lane, Letter letter)
    {
        try
        {
            var items = MeaningReader.Read(lane.Kind, letter);
            if (lane.Kind == LaneKind.Sends && items.Any(i => !i.IsEnd && scenario.Find(i.Text) is not SendDefinition))
                throw new SyntaxException(letter.At.Column + 4, "in a stream of sends a letter means a send that is given");
        }
        catch (SyntaxException error)
        {
            var wrong = new MarbleError(path, letter.At.Line, error.Column, $"{error.Message} (in lane {lane.Name})");
            if (!_errors.Contains(wrong)) _errors.Add(wrong);
        }
    }

    private void Note(Position at, string message) => _errors.Add(new MarbleError(path, at.Line, at.Column, message));
}
