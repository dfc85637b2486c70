namespace Rx.Sockets.Operations;

/// <summary>What became of a request to stop.</summary>
internal enum Verdict : byte
{
    /// <summary>Nothing that was asked for can be had now: the send goes on. Also: nothing was asked for.</summary>
    Refused,

    /// <summary>The outcome was fixed before.</summary>
    Late,

    /// <summary>It will be granted at Subscribe's end, or when the engine has given the send back untouched.</summary>
    Pending,

    /// <summary>Granted.</summary>
    Granted,
}
