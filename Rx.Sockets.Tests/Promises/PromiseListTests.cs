using System.Reflection;
using System.Text.RegularExpressions;

namespace Rx.Sockets.Tests.Promises;

/// <summary>PROMISES.md and the tests of this folder name each other.</summary>
public sealed partial class PromiseListTests
{
    [Fact]
    public void Every_name_in_the_list_is_a_test() => Assert.Empty(Named().Except(Tests()));

    [Fact]
    public void Every_test_of_this_folder_is_in_the_list() => Assert.Empty(Tests().Except(Named()));

    private static HashSet<string> Named()
    {
        using var stream = typeof(PromiseListTests).Assembly.GetManifestResourceStream("Promises.md")!;
        using var reader = new StreamReader(stream);
        return [.. TestName().Matches(reader.ReadToEnd()).Select(match => match.Groups[1].Value)];
    }

    private static HashSet<string> Tests() =>
    [
        .. from type in typeof(PromiseListTests).Assembly.GetTypes()
           where type.Namespace == typeof(PromiseListTests).Namespace && type != typeof(PromiseListTests)
           from method in type.GetMethods()
           where method.GetCustomAttributes<FactAttribute>().Any()
           select $"{type.Name}.{method.Name}",
    ];

    [GeneratedRegex(@"`(\w+\.\w+_\w+)`")]
    private static partial Regex TestName();
}
