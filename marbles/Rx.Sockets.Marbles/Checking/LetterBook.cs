using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Parsing;
using Rx.Sockets.Marbles.Running;

namespace Rx.Sockets.Marbles.Checking;

/// <summary>Letters for what happened: those of the file where they fit, else free ones.</summary>
internal sealed class LetterBook
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private readonly List<Letter> _letters;
    private readonly HashSet<char> _used = [];
    private readonly Scenario _scenario;

    public LetterBook(Scenario scenario)
    {
        _scenario = scenario;
        _letters = [.. scenario.Where];
        foreach (var lane in scenario.When)
            _used.UnionWith(lane.Marbles(scenario.Time).Select(m => m.Symbol));
    }

    /// <summary>The letters that are used, in the order of the file, new ones last.</summary>
    public IReadOnlyList<Letter> Used => [.. _letters.Where(l => _used.Contains(l.Symbol))];

    /// <summary>The mark for what happened in one tick.</summary>
    public char Choose(LaneKind kind, IReadOnlyList<SeenItem> items, char? drawn)
    {
        if (kind is LaneKind.Received or LaneKind.Pulled && items is [{ Text: "|" }]) return '|';
        var letter = _letters.Where(l => l.Symbol == drawn).Concat(_letters).FirstOrDefault(l => Fits(kind, l, items)) ?? Add(kind, items);
        _used.Add(letter.Symbol);
        return letter.Symbol;
    }

    /// <summary>Whether a mark of the file means exactly what happened.</summary>
    public bool Fits(LaneKind kind, char symbol, IReadOnlyList<SeenItem> items) => symbol == '|'
        ? items is [{ Text: "|" }]
        : _scenario.Where.FirstOrDefault(l => l.Symbol == symbol) is { } letter && Fits(kind, letter, items);

    private static bool Fits(LaneKind kind, Letter letter, IReadOnlyList<SeenItem> items)
    {
        try
        {
            var meaning = InOrder(kind, MeaningReader.Read(kind, letter), m => m.Text);
            return meaning.Count == items.Count && InOrder(kind, items, i => i.Text).Zip(meaning).All(pair => pair.First.Is(pair.Second.Text));
        }
        catch (SyntaxException)
        {
            return false; // a letter of another lane
        }
    }

    // What happens to different sends in one tick has no order; the first word names the send.
    private static List<T> InOrder<T>(LaneKind kind, IReadOnlyList<T> items, Func<T, string> text) => kind is LaneKind.Cancel or LaneKind.Settled or LaneKind.Callback
        ? [.. items.OrderBy(i => text(i).Split(' ')[0], StringComparer.Ordinal)]
        : [.. items];

    private Letter Add(LaneKind kind, IReadOnlyList<SeenItem> items)
    {
        var taken = _letters.Select(l => l.Symbol).Concat(_scenario.Given.Select(d => d.Name[0])).ToHashSet();
        var symbol = Alphabet.FirstOrDefault(c => !taken.Contains(c), '?');
        var separator = kind is LaneKind.Received or LaneKind.Pulled or LaneKind.Wire or LaneKind.Sent ? " " : ", ";
        var letter = new Letter(symbol, string.Join(separator, InOrder(kind, items, i => i.Text).Select(i => i.Text)), default);
        _letters.Add(letter with { At = new Position(1, 5) });
        return letter;
    }
}
