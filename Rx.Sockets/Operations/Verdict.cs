namespace Rx.Sockets.Operations;

/// <summary>What became of a request to stop.</summary>
internal enum Verdict : byte
{
    /// <summary>Nothing that was asked for can be had now: the send goes on. Also: nothing was asked for.</summary>
    Refused,

    /// <summary>The outcome was fixed before.</summary>
    Late,

    /// <summary>Weighed at Subscribe's end, or when the engine gives the send back: granted if it can still be had then.</summary>
    Pending,

    /// <summary>Granted.</summary>
    Granted,
}
