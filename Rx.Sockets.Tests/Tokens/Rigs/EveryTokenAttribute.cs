using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Rx.Sockets.Tests.Tokens.Rigs;

/// <summary>Runs a theory once with each token of <see cref="Use"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryTokenAttribute : DataAttribute
{
    /// <summary>Leaves out the token that says nothing to whoever began.</summary>
    public bool Answers { get; init; }

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<TokenWay>().Where(way => !Answers || way != TokenWay.Detached).Select(way => new TheoryDataRow(way))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
