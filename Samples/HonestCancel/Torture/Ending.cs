namespace HonestCancel.Torture;

/// <summary>How a socket ends when the sends of a round have been subscribed to.</summary>
public enum Ending
{
    /// <summary>Everything may finish first: <c>WhenIdle</c>, then <c>DisposeAsync</c>.</summary>
    Idle,

    /// <summary>Dispose over what is outstanding.</summary>
    Dispose,

    /// <summary>The same from another thread, while requests are still being made.</summary>
    DisposeElsewhere,

    /// <summary>The open socket is handed back over what is outstanding, and its owner ends it.</summary>
    Release,
}
