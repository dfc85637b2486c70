using System.Globalization;

namespace Rx.Sockets;

/// <summary>How all members of a <see cref="ParallelGroup"/> ended, and in what order. No count is left out.</summary>
public sealed class GroupResult
{
    internal GroupResult(IReadOnlyList<SendResult> results, IReadOnlyList<Exception?> exceptions, IReadOnlyList<int> order) =>
        (Results, Exceptions, Order) = (results, exceptions, order);

    /// <summary>The outcome of each member, in the order in which they were given.</summary>
    public IReadOnlyList<SendResult> Results { get; }

    /// <summary>The exception of each member, in the same order; null for one that succeeded.</summary>
    public IReadOnlyList<Exception?> Exceptions { get; }

    /// <summary>The members in the order in which they ended.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>What the kernels took of all of them.</summary>
    public long BytesTransferred => Results.Sum(result => result.BytesTransferred);

    /// <summary>For logs: each member with its outcome, in the order in which they ended.</summary>
    public override string ToString() =>
        string.Join("; ", Order.Select(member => string.Create(CultureInfo.InvariantCulture, $"{member}: {Results[member]}")));
}
