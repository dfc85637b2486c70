using Rx.Sockets;

namespace HonestCancel.Torture;

/// <summary>What is to happen to one send.</summary>
/// <param name="Length">Its bytes.</param>
/// <param name="Slices">In how many pieces they lie.</param>
/// <param name="IsWrite">AsyncWrite, or AsyncSend.</param>
/// <param name="Way">How it is asked to stop.</param>
/// <param name="Level">What it is asked for.</param>
/// <param name="Due">When, for CancelAfter.</param>
/// <param name="IsEarly">Whether a signal or token asks before, or while, the send is subscribed to.</param>
/// <param name="IsElsewhere">Whether another thread asks.</param>
public sealed record Script(
    int Length, int Slices, bool IsWrite, Way Way, CancellationLevel Level, TimeSpan Due, bool IsEarly, bool IsElsewhere)
{
    public static Script Draw(Random random)
    {
        var length = DrawLength(random);
        return new Script(
            length,
            DrawSlices(random, length),
            IsWrite: random.Next(3) > 0,
            DrawWay(random),
            DrawLevel(random),
            TimeSpan.FromMicroseconds(random.Next(2000)),
            IsEarly: random.Next(10) == 0,
            IsElsewhere: random.Next(2) == 0);
    }

    // Few ask for the whole socket, and what ends it: they take the others with them.
    private static Way DrawWay(Random random) => random.Next(100) switch
    {
        < 25 => Way.Unsubscribe,
        < 45 => Way.CancelWhenSignal,
        < 65 => Way.CancelWhenToken,
        < 88 => Way.CancelAfter,
        < 90 => Way.CancelAll,
        _ => Way.Dispose,
    };

    // Terminal makes the socket useless for all that come after.
    private static CancellationLevel DrawLevel(Random random) => random.Next(2) > 0
        ? (CancellationLevel)random.Next(1, (int)CancellationLevel.All + 1)
        : (CancellationLevel)((int)CancellationLevel.Partial * random.Next(1, 4));

    private static int DrawLength(Random random) => random.Next(100) switch
    {
        < 3 => 0,
        < 15 => random.Next(1, 64),
        < 35 => random.Next(1, 4 * 1024),
        < 80 => random.Next(4 * 1024, 64 * 1024),
        _ => random.Next(64 * 1024, Content.MaxLength),
    };

    private static int DrawSlices(Random random, int length) => random.Next(100) switch
    {
        < 50 => 1,
        < 85 => random.Next(2, 9),
        < 99 => random.Next(9, 100),
        _ => Math.Min(1500, length), // more than one system call can take
    };
}
