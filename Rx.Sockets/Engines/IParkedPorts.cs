namespace Rx.Sockets.Engines;

/// <summary>The ports of one engine that have a send parked. They alone are kept alive by it, and looked after.</summary>
internal interface IParkedPorts
{
    bool Any { get; }

    /// <summary>Those to whose sockets something may have happened that is no event.</summary>
    IReadOnlyList<IParkedPort> ToLookAt();
}
