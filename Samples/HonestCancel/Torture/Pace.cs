namespace HonestCancel.Torture;

/// <summary>How the peer reads.</summary>
public enum Pace
{
    /// <summary>All there is, at once.</summary>
    Steady,

    /// <summary>Some hundred bytes at a time, when it is let.</summary>
    Slow,

    /// <summary>Nothing for long, then much.</summary>
    Bursty,

    /// <summary>Bursty, until it resets the connection with bytes unread.</summary>
    Resetting,
}
