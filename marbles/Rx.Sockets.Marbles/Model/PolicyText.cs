namespace Rx.Sockets.Marbles.Model;

/// <summary>Policies of <see cref="Overflow"/> by their names, but for those with keys.</summary>
internal static class PolicyText
{
    private static readonly Overflow[] Policies =
        [Overflow.Wait, Overflow.Block, Overflow.Fail, Overflow.DropNewest, Overflow.DropOldest, Overflow.Disconnect];

    public static string Choices => string.Join(", ", Policies.Select(policy => policy.ToString()));

    /// <summary>Null: there is none of that name.</summary>
    public static Overflow? Find(string name) => Array.Find(Policies, policy => policy.ToString() == name);
}
