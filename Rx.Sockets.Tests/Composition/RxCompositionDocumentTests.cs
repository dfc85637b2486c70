using System.Reflection;
using System.Text.RegularExpressions;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Composition;

/// <summary>RxComposition.md claims nothing that no test shows, and what the tests of composition show stands in it.</summary>
public sealed class RxCompositionDocumentTests
{
    private const string TestClass = "Tests.";

    private static readonly string Document = File.ReadAllText(Path.Combine(BuildFact.Of("Root"), "Rx.Sockets", "RxComposition.md"));

    // [7] `MergeTests.Merge_that_fails_…`
    private static readonly Dictionary<string, string> Listed =
        Regex.Matches(Document, @"\[(\d+)\] `(\w+Tests\.\w+)`").ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    [Fact]
    public void Every_test_of_an_operator_is_listed_and_every_listed_test_exists()
    {
        var tests = typeof(SendRig).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(SendRig).Namespace && type != typeof(RxCompositionDocumentTests))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<TheoryAttribute>() is not null)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Equal(tests.Order(StringComparer.Ordinal), Listed.Values.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_claim_names_a_listed_test_and_every_listed_test_backs_a_claim()
    {
        var claims = Document.Split('\n').Where(line => !line.Contains(TestClass, StringComparison.Ordinal))
            .SelectMany(line => Regex.Matches(line, @"\[(\d+)\]").Select(match => match.Groups[1].Value));

        Assert.Equal(Listed.Keys.Order(StringComparer.Ordinal), claims.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_row_of_the_table_names_a_test()
    {
        var rows = Document.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Matches(@"\[\d+\]", row));
    }
}
