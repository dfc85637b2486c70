using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Parsing;

namespace Rx.Sockets.Marbles.Printing;

/// <summary>Writes the model as it is read: what is parsed from the result equals what was printed.</summary>
public static class MarblePrinter
{
    /// <summary>The whole file, lanes in their order, comments left out.</summary>
    public static string Print(MarbleFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var text = new StringBuilder($"title {file.Title}\n");
        foreach (var behaviour in file.Covers)
            text.Append(CultureInfo.InvariantCulture, $"covers {behaviour}\n");
        foreach (var scenario in file.Scenarios)
            text.Append('\n').Append(Print(scenario));
        return text.ToString();
    }

    /// <summary>One scenario.</summary>
    public static string Print(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return Head(scenario) + Time(scenario, scenario.Origin) + "  then\n" + Lanes(scenario.Then, scenario.Origin) + Where(scenario.Where);
    }

    /// <summary>All before <c>time</c>.</summary>
    internal static string Head(Scenario scenario)
    {
        var text = new StringBuilder($"{(scenario.IsRecorded ? "recorded" : "scenario")} {scenario.Name}\n");
        foreach (var note in scenario.Notes)
            text.Append(CultureInfo.InvariantCulture, $"  note {note}\n");
        if (scenario.Unit is { } unit) text.Append(CultureInfo.InvariantCulture, $"  unit {unit}\n");
        if (scenario.Given.Count > 0) text.Append("  given\n");
        foreach (var definition in scenario.Given)
            text.Append(CultureInfo.InvariantCulture, $"    {definition.Name} = {Print(definition)}\n");
        return text.ToString();
    }

    /// <summary>The ruler, and <c>when</c>.</summary>
    internal static string Time(Scenario scenario, int origin) =>
        "  time".PadRight(origin) + scenario.Time.Text + "\n" + (scenario.When.Count > 0 ? "  when\n" : "") + Lanes(scenario.When, origin);

    /// <summary>The definitions without their names.</summary>
    internal static IEnumerable<(Definition Definition, string Text)> Given(Scenario scenario) => scenario.Given.Select(d => (d, Print(d)));

    internal static string Row(string name, string marbles, int origin) => ($"    {name}".PadRight(origin) + marbles).TrimEnd();

    internal static string Where(IReadOnlyList<Letter> letters) =>
        letters.Count == 0 ? "" : "  where\n" + string.Concat(letters.Select(l => $"    {l.Symbol} = {l.Meaning}\n"));

    /// <summary>An expression as it is read.</summary>
    public static string Print(Expression expression) => expression switch
    {
        NameExpression name => name.Name,
        NumberExpression number => number.Value.ToString(CultureInfo.InvariantCulture),
        TextExpression text => QuotedText.Quote(text.Value),
        NamedExpression option => $"{option.Name}: {Print(option.Value)}",
        CallExpression { Source: null } call => $"{call.Operator}({Arguments(call)})",
        CallExpression call => $"{Print(call.Source)}.{call.Operator}({Arguments(call)})",
        _ => throw new ArgumentException("An expression of another kind.", nameof(expression)),
    };

    private static string Arguments(CallExpression call) => string.Join(", ", call.Arguments.Select(Print));

    private static string Lanes(IEnumerable<Lane> lanes, int origin) => string.Concat(lanes.Select(l => Row(l.Name, l.Text, origin) + "\n"));

    private static string Print(Definition definition) => definition switch
    {
        SettingDefinition setting => setting.Value.ToString(CultureInfo.InvariantCulture),
        SocketDefinition socket => "socket" + (socket.Window is { } window ? $" window {window}" : "") + (socket.Overflow is { } policy ? $" overflow {policy}" : ""),
        StreamDefinition { From: { } from } => $"signal from {LevelText.Of(from)}",
        StreamDefinition stream => stream.Kind.ToString().ToLowerInvariant(),
        ObserverDefinition observer => Print(observer.Expression),
        SendDefinition send => Print(send),
        _ => throw new ArgumentException("A definition of another kind.", nameof(definition)),
    };

    private static string Print(SendDefinition send)
    {
        var words = new List<string> { send.Verb.ToString().ToLowerInvariant() };
        if (send.RestOf is { } whole) words.Add(whole);
        else if (send.Slices.Count == 0) words.Add("empty");
        words.AddRange(send.Slices.Select(s => s.Text is { } text ? QuotedText.Quote(text) : $"{s.Count} bytes"));
        if (send.Flags != SocketFlags.None) words.Add($"flags {send.Flags.ToString().Replace(", ", "|", StringComparison.Ordinal)}");
        if (send.Filter is { } filter) words.Add($"filter {LevelText.Of(filter.In)}{(filter.Out is { } heard ? $" out {LevelText.Of(heard)}" : "")}");
        if (send.Pause != 0) words.Add($"pause {send.Pause}");
        if (send.OnUnsubscribe is { } level) words.Add($"cancel {LevelText.Of(level)}");
        words.AddRange(send.Requests.Select(Print));
        if (send.AsResult) words.Add("result");
        if (send.HasCallback) words.Add("told");
        return string.Join(' ', words);
    }

    private static string Print(RequestDefinition request) => request switch
    {
        { After: { } ticks } => $"after {ticks} {LevelText.Of(request.Level!.Value)}",
        { Level: { } level } => $"token {request.Stream} {LevelText.Of(level)}",
        _ => $"when {request.Stream}",
    };
}
