using System.Reflection;
using System.Text.RegularExpressions;
using Rx.Sockets.Tests.Architecture;

namespace Rx.Sockets.Tests;

/// <summary>AsioParity.md names what exists, and names all of it.</summary>
public sealed class AsioParityTests
{
    private const string Document = "Rx.Sockets/AsioParity.md";
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    // Types of which every member must stand in the table.
    private static readonly Type[] Families =
    [
        typeof(Use), typeof(CompletionToken<>), typeof(CompletionTokenExtensions), typeof(CompletionCondition), typeof(BlockingSends),
        typeof(CancellationSignal), typeof(CancellationSlot), typeof(CancellationState), typeof(CancellationFilter), typeof(CancellationLevel),
        typeof(ComposedSend), typeof(ParallelGroup), typeof(BufferSequence), typeof(DynamicBuffer),
    ];

    private static readonly Assembly Ours = typeof(RxSocket).Assembly;

    // Where rows name what is not ours.
    private static readonly Assembly[] Theirs =
    [
        typeof(object).Assembly, typeof(System.Net.Sockets.Socket).Assembly, typeof(System.Net.Sockets.SocketError).Assembly, typeof(System.Reactive.Linq.Observable).Assembly,
        typeof(System.IO.Pipelines.Pipe).Assembly, typeof(System.Threading.Channels.Channel).Assembly,
        typeof(System.Buffers.SequenceReader<>).Assembly, typeof(System.Buffers.IBufferWriter<>).Assembly,
    ];

    private static readonly IReadOnlyList<ParityRow> Rows = [.. ParityRow.All(Repository.Read(Document))];

    [Fact]
    public void No_name_of_Asio_is_listed_twice() =>
        Violations.None(Rows.GroupBy(row => row.Asio).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Every_member_that_is_named_exists() =>
        Violations.None(
            from row in Rows
            from name in row.Here
            where !IsMember(Ours, name) && !Theirs.Any(assembly => IsMember(assembly, name))
            select $"{row.Asio}: {name}");

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        Assert.NotEmpty(Rows.SelectMany(row => row.Tests));
        Violations.None(
            from row in Rows
            from test in row.Tests
            where !IsTest(test)
            select $"{row.Asio}: {test}");
    }

    [Fact]
    public void A_row_with_a_member_of_ours_names_a_test_and_every_other_one_a_test_or_a_reason() =>
        Violations.None(
            from row in Rows
            let isOurs = row.Here.Any(name => IsMember(Ours, name))
            where row.Tests.Count == 0 && (isOurs || row.Reason.Length < 20)
            select row.Asio);

    [Fact]
    public void Every_member_of_the_families_is_named()
    {
        var named = Rows.SelectMany(row => row.Here).ToHashSet();
        Violations.None(
            from type in Families
            from member in type.GetMembers(Any | BindingFlags.DeclaredOnly)
            where IsVisible(member)
            let name = $"{NameOf(type)}.{member.Name}"
            where !named.Contains(name)
            select name);
    }

    // Conversions are how sequences are made; the rest a compiler makes for every record, enumeration and disposable.
    private static bool IsVisible(MemberInfo member) => member switch
    {
        _ when member.Name is "Equals" or "GetHashCode" or "ToString" or "Dispose" or "op_Implicit" or "op_Equality" or "op_Inequality" or "value__" => false,
        MethodInfo method => (method.IsPublic || method.IsFamily) && !Regex.IsMatch(method.Name, "^(get_|set_|<)"),
        PropertyInfo property => property.GetMethod is { IsPublic: true },
        FieldInfo field => field.IsPublic,
        _ => false,
    };

    private static bool IsMember(Assembly assembly, string name)
    {
        var parts = name.Split('.');
        return assembly.GetExportedTypes().Any(type =>
            NameOf(type) == parts[0] && (parts.Length == 1 || type.GetMember(parts[1], Any).Length > 0));
    }

    /// <summary>"Topic.Method" of the contract and token suites, "Class.Method" elsewhere; "Class.*" is all of a class.</summary>
    private static bool IsTest(string name)
    {
        var (type, method) = (name.Split('.')[0], name.Split('.')[1]);
        return typeof(AsioParityTests).Assembly.GetTypes()
            .Where(found => NameOf(found) == type || NameOf(found) == type + "Contract")
            .SelectMany(found => found.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Any(found => (method == "*" || found.Name == method) && found.GetCustomAttributes<FactAttribute>(inherit: true).Any());
    }

    private static string NameOf(Type type) => type.Name.Split('`')[0];
}
