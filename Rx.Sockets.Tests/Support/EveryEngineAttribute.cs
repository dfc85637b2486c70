using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Rx.Sockets.Tests.Support;

/// <summary>Runs a theory once on each real engine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryEngineAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Machine.Engines.Select(engine => new TheoryDataRow(engine))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
