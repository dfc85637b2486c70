using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Marbles.Recording;

/// <summary>A send that was met in a run, as <c>given</c> writes it: how many bytes, never which. Requests that came with it are seen
/// when they are made.</summary>
internal static class SendWords
{
    // The most that one slice of the notation has.
    private const int LargestSlice = 1 << 28;

    public static SendDefinition Of(string name, SendOperation operation)
    {
        var plan = operation.Plan;
        return new SendDefinition(name, VerbOf(plan), default)
        {
            Slices = [.. Slices(operation.Length)],
            Flags = plan.Flags,
            OnUnsubscribe = plan.OnUnsubscribe == CancellationLevel.Total ? null : plan.OnUnsubscribe,
            AsResult = plan.AsResult,
        };
    }

    /// <summary>How long a composed send was shows when it has succeeded.</summary>
    public static SendDefinition Whole(SendDefinition composed, long length) => composed with { Slices = [.. Slices(length)] };

    private static SendVerb VerbOf(SendPlan plan)
    {
        if (plan.Composition is not null) return SendVerb.Compose;
        return plan.IsComposed ? SendVerb.Write : SendVerb.Send;
    }

    private static IEnumerable<SliceDefinition> Slices(long length)
    {
        for (; length > 0; length -= LargestSlice)
            yield return new SliceDefinition(null, (int)Math.Min(length, LargestSlice));
    }
}
