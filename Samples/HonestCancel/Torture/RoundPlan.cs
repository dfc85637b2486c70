namespace HonestCancel.Torture;

/// <summary>What is to happen on one connection.</summary>
/// <param name="Sends">How many sends, unless the connection ends before.</param>
/// <param name="Depth">How many may be outstanding when the next one is subscribed to, as long as there are requests to make.</param>
/// <param name="Line">What connects.</param>
/// <param name="SendBuffer">What the kernel takes before a send has to wait; it rounds up.</param>
/// <param name="Pace">How the peer reads.</param>
/// <param name="Ending">How the socket ends.</param>
/// <param name="PendingReceive">Whether a receive is pending on the sending socket to its end.</param>
/// <param name="OnLoop">Whether notifications run on the loop, or on the thread pool.</param>
/// <param name="WaitsStalled">Whether the reader is held until all have settled that can stop without it.</param>
/// <param name="ResetAfter">How many bytes a resetting reader reads first.</param>
public sealed record RoundPlan(
    int Sends,
    int Depth,
    LineKind Line,
    int SendBuffer,
    Pace Pace,
    Ending Ending,
    bool PendingReceive,
    bool OnLoop,
    bool WaitsStalled,
    long ResetAfter)
{
    public static RoundPlan Draw(TortureOptions options, Random random) => new(
        random.Next(4, 49),
        random.Next(3) == 0 ? int.MaxValue : random.Next(1, 5),
        options.Line ?? (random.Next(4) == 0 ? LineKind.Unix : LineKind.Tcp),
        2048 << random.Next(5),
        options.Pace ?? DrawPace(random),
        options.Ending ?? (Ending)random.Next((int)Ending.Release + 1),
        options.PendingReceive ?? random.Next(3) == 0,
        OnLoop: random.Next(2) == 0,
        WaitsStalled: random.Next(3) > 0,
        ResetAfter: random.Next(80_000));

    private static Pace DrawPace(Random random) => random.Next(10) switch
    {
        < 1 => Pace.Steady,
        < 5 => Pace.Slow,
        < 9 => Pace.Bursty,
        _ => Pace.Resetting,
    };
}
