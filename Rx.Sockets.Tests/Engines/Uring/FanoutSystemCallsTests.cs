using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

public sealed class FanoutSystemCallsTests
{
    private const int Sockets = 400;
#if DEBUG
    private const int Entries = 8; // of the ring, as RingSetup makes it
#else
    private const int Entries = 32; // Volley tries so many at once
#endif

    [Fact]
    public async Task A_message_to_many_is_one_system_call_for_as_many_as_are_tried_together()
    {
        Machine.NeedsUring();
        var calls = await TracedProgram.RunAsync("io_uring_enter,sendto,sendmsg", ChildProgram.PathOf("Rings"), "fanout", $"{Sockets}");

        Assert.All(calls, call => Assert.StartsWith("io_uring_enter", call, StringComparison.Ordinal));
        Assert.InRange(calls.Count, 1, (Sockets + Entries - 1) / Entries);
    }
}
