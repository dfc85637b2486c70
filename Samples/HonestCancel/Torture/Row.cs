namespace HonestCancel.Torture;

/// <summary>The sums over some of the sends.</summary>
public sealed class Row
{
    /// <summary>Sends that were asked to stop.</summary>
    public long Cancellations { get; private set; }

    /// <summary>They stopped.</summary>
    public long Granted { get; private set; }

    /// <summary>They stopped between their first and their last byte.</summary>
    public long Torn { get; private set; }

    /// <summary>Total asked of a write that had begun: it went on.</summary>
    public long Refused { get; private set; }

    /// <summary>The outcome was decided already.</summary>
    public long Late { get; private set; }

    public long Reported { get; private set; }

    public long Read { get; private set; }

    public void Add(Verdict verdict, long reported, long read)
    {
        if (verdict != Verdict.NotAsked) Cancellations++;
        if (verdict == Verdict.Granted) Granted++;
        if (verdict == Verdict.Granted && reported > 0) Torn++;
        if (verdict == Verdict.Refused) Refused++;
        if (verdict == Verdict.Late) Late++;
        Reported += reported;
        Read += read;
    }
}
