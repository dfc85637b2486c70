using Rx.Sockets.Engines;

namespace Rx.Sockets;

/// <summary>How registered memory is sent without being copied: the kernel reads it when it goes out, and says later that it has let go
/// (io_uring's <c>SEND_ZC</c>).</summary>
/// <remarks>Pays for large pieces on a fast network. Over loopback the kernel copies all the same, later. A send with flags
/// is copied. A send of several slices goes in pieces, a native send each: those that are copied together, those that are
/// not one by one; so <c>AsyncSend</c> of a short header and a long body may report the header only.</remarks>
public sealed record ZeroCopyOptions
{
    /// <summary>How many bytes a slice of registered memory must have, or have left, to be sent without a copy; shorter ones are
    /// cheaper to copy. Counted for each slice, not for all of a send. Default: 16 KiB; at least 1.</summary>
    public int Threshold { get; init; } = 16 * 1024;

    /// <summary>How long the end of a socket, or of its loop, waits for the kernel to let go of memory before it resets the connection.
    /// Default: 5 seconds; zero: at once; <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes.</summary>
    /// <remarks>To a peer that does not read the kernel keeps the memory after an ordinary close too, for minutes. <c>Dispose</c> ends
    /// the sending side at once and does not wait; the socket is closed, and <c>DisposeAsync</c> completes, when the kernel has let go.
    /// A reset loses what the peer has not received. To end whole with a slow peer await
    /// <see cref="BufferRegistration.WhenFree()"/> before disposing. Counted on the system's clock.</remarks>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same for engines.</summary>
    internal ZeroCopyTerms Terms => new(Threshold, Linger);
}
