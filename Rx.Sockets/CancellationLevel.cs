namespace Rx.Sockets;

/// <summary>The guarantees that a request to stop a send would accept; Asio's <c>cancellation_type</c>.</summary>
/// <remarks>
/// A request names <i>every</i> guarantee it would accept and gets the strongest one that can be had at that moment
/// (<see cref="Total"/> before <see cref="Partial"/> before <see cref="Terminal"/>). If none can be had it is refused and the
/// send goes on. Requests accumulate; a later one never weakens an earlier one. The numbers are Asio's
/// (<c>asio/cancellation_type.hpp</c>).
/// </remarks>
[Flags]
public enum CancellationLevel
{
    /// <summary>Asks for nothing: the send goes on.</summary>
    None = 0,

    /// <summary>Stop at once; afterwards the socket is only closable. Can be had until the last byte has been taken.</summary>
    Terminal = 1,

    /// <summary>Stop at once; the exact number of bytes that left is reported and the socket stays usable.</summary>
    Partial = 2,

    /// <summary>Stop without a trace: can be had only while no byte has left.</summary>
    Total = 4,

    /// <summary>Any of the three: the strongest that can be had is given.</summary>
    All = Terminal | Partial | Total,
}
