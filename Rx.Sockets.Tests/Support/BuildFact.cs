using System.Reflection;

namespace Rx.Sockets.Tests.Support;

/// <summary>What the build has written into the test assembly: where things lie.</summary>
public static class BuildFact
{
    /// <summary>The value of an AssemblyMetadata item of the project.</summary>
    public static string Of(string key) =>
        typeof(BuildFact).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == key).Value!;
}
