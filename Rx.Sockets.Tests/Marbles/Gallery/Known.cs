namespace Rx.Sockets.Tests.Marbles.Gallery;

/// <summary>Scenarios that the tests visit.</summary>
internal static class Known
{
    /// <summary>Of the README: something happens at 0, 2, 5 and 6; the last tick is 11.</summary>
    public const string Refused = "cancellation.total-after-bytes.the-request-is-refused-and-the-write-runs-to-its-end";

    public const int RefusedEnd = 11;

    public const string Terminal = "cancellation.terminal-mid-write.after-it-the-socket-can-only-be-closed";

    /// <summary>Four sends.</summary>
    public const string Four = "settling.settled-and-told.timeout-takeuntil-switch-and-amb-leave-each-is-told-once";
}
