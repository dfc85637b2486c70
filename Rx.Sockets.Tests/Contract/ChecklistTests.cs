using System.Reflection;
using System.Text.RegularExpressions;
using Rx.Sockets.Tests.Contract.Rigs;

namespace Rx.Sockets.Tests.Contract;

/// <summary>CHECKLIST.md is complete, and does not name tests that are gone.</summary>
public class ChecklistTests
{
    private const int Lines = 70;
    private const int Quirks = 14;

    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contract", "CHECKLIST.md"));

    private static readonly Type[] Topics = [.. typeof(ChecklistTests).Assembly.GetTypes().Where(IsTopic)];

    [Fact]
    public void Every_number_and_every_quirk_is_listed_once_and_in_order()
    {
        var listed = Regex.Matches(Text, @"^\| (Q?\d+) \|", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        string[] owed = [.. Enumerable.Range(1, Lines).Select(n => $"{n}"), .. Enumerable.Range(1, Quirks).Select(n => $"Q{n}")];
        Assert.Equal(owed, listed);
    }

    [Fact]
    public void Every_line_names_a_test_or_a_reason()
    {
        foreach (Match line in Regex.Matches(Text, @"^\| (Q?\d+) \| (.*) \|$", RegexOptions.Multiline))
        {
            var says = line.Groups[2].Value;
            Assert.True(Named(says).Any() || Regex.IsMatch(says, "issue|does not apply|cannot come up|nothing to show"), line.Value);
        }
    }

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var named = Named(Text).ToHashSet();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Tests()).Except(TestsElsewhere()));
    }

    [Fact]
    public void Every_test_of_the_suite_is_named() => Assert.Empty(Tests().Except(Named(Text)));

    [Fact]
    public void Every_topic_runs_on_every_engine()
    {
        foreach (var (engine, wires) in new[] { ("Epoll", new[] { "Tcp", "Unix" }), ("Uring", ["Tcp", "Unix"]), ("Portable", ["Tcp", "Unix"]), ("Virtual", ["Peer"]) })
        {
            var run = wires.SelectMany(wire => TopicsOf($"{engine}Over{wire}"));
            Assert.Empty(Topics.Except(run));
        }
    }

    private static IEnumerable<Type> TopicsOf(string suite) =>
        typeof(ChecklistTests).Assembly.GetType($"{typeof(ChecklistTests).Namespace}.{suite}", throwOnError: true)!
            .GetNestedTypes()
            .Where(type => type.BaseType is { IsGenericType: true })
            .Select(type => type.BaseType!.GetGenericTypeDefinition());

    private static IEnumerable<string> Named(string text) => Regex.Matches(text, @"`(\w+\.\w+_\w+)`").Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Tests() =>
        from topic in Topics
        from method in topic.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<FactAttribute>(inherit: false) is not null
        select $"{topic.Name[..topic.Name.IndexOf("Contract", StringComparison.Ordinal)]}.{method.Name}";

    // Tokens, composed sends and groups have suites of their own.
    private static IEnumerable<string> TestsElsewhere() =>
        from type in typeof(ChecklistTests).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetCustomAttributes<FactAttribute>(inherit: true).Any()
        let name = type.Name.Split('`')[0]
        select $"{(name.EndsWith("Contract", StringComparison.Ordinal) ? name[..^"Contract".Length] : name)}.{method.Name}";

    private static bool IsTopic(Type type) => type is { IsAbstract: true, IsGenericTypeDefinition: true }
        && type.Namespace == typeof(ChecklistTests).Namespace
        && type.Name.EndsWith("Contract`1", StringComparison.Ordinal)
        && type.GetGenericArguments()[0].GetGenericParameterConstraints().Contains(typeof(IContractRig));
}
