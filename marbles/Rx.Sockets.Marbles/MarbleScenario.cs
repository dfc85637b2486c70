using System.Globalization;
using System.Text;
using Rx.Sockets.Marbles.Printing;
using Rx.Sockets.Marbles.Running;

namespace Rx.Sockets.Marbles;

/// <summary>A scenario in C#, for those who prefer it: the same sections and the same words as in a file.</summary>
public sealed class MarbleScenario
{
    private readonly string _name;
    private readonly List<string> _given = [];
    private readonly List<(string Name, string Marbles)> _when = [];
    private readonly List<(string Name, string Marbles)> _then = [];
    private readonly List<string> _where = [];
    private readonly List<Action<MarbleWorld>> _bindings = [];
    private string _time = "";

    private MarbleScenario(string name) => _name = name;

    /// <summary>Begins one.</summary>
    /// <param name="name">A sentence.</param>
    /// <exception cref="ArgumentException">It has more than one line, or none.</exception>
    public static MarbleScenario Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.AsSpan().ContainsAny('\n', '\r', '\t')) throw new ArgumentException("One line, without tabs.", nameof(name));
        return new MarbleScenario(name);
    }

    /// <summary>A line under <c>given</c>: <c>Given("a", "write \"hello\" cancel total")</c>, <c>Given("window", "3")</c>.</summary>
    public MarbleScenario Given(string name, string definition) => Add(_given, $"    {name} = {definition}");

    /// <summary>A stream that C# brings.</summary>
    public MarbleScenario Bound<T>(string name, Func<MarbleWorld, IObservable<T>> make)
    {
        _bindings.Add(world => world.Bind(name, make(world)));
        return Given(name, "bound");
    }

    /// <summary>The ruler.</summary>
    public MarbleScenario Time(string ruler)
    {
        _time = ruler;
        return this;
    }

    /// <summary>A lane of inputs.</summary>
    public MarbleScenario When(string name, string marbles = "") => Add(_when, (name, marbles));

    /// <summary>A lane of what is seen.</summary>
    public MarbleScenario Then(string name, string marbles = "") => Add(_then, (name, marbles));

    /// <summary>What a letter means.</summary>
    public MarbleScenario Where(char letter, string meaning) => Add(_where, $"    {letter} = {meaning}");

    /// <summary>Runs it.</summary>
    /// <exception cref="MarbleFormatException">It cannot be read.</exception>
    /// <exception cref="MarbleFailedException">Something else happened.</exception>
    public void Run(MarbleOptions? options = null) => MarbleTest.Run(
        ToString(),
        world =>
        {
            foreach (var bind in _bindings)
                bind(world);
        },
        options);

    /// <summary>As a file.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"title {_name}\n\nscenario {_name}\n");
        Section(text, "given", _given);
        var origin = _when.Concat(_then).Select(lane => lane.Name.Length + 6).Append(12).Max();
        text.Append("  time".PadRight(origin)).Append(_time).Append('\n');
        Section(text, "when", [.. _when.Select(lane => MarblePrinter.Row(lane.Name, lane.Marbles, origin))]);
        text.Append("  then\n");
        _then.ForEach(lane => text.Append(MarblePrinter.Row(lane.Name, lane.Marbles, origin)).Append('\n'));
        Section(text, "where", _where);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string name, List<string> lines)
    {
        if (lines.Count == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"  {name}\n");
        lines.ForEach(line => text.Append(line).Append('\n'));
    }

    private MarbleScenario Add<T>(List<T> lines, T line)
    {
        lines.Add(line);
        return this;
    }
}
