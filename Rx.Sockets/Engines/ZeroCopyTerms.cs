namespace Rx.Sockets.Engines;

/// <summary>How one socket sends without copying.</summary>
/// <param name="Threshold">Pieces of registered memory that are shorter are copied.</param>
/// <param name="Linger">How long the end of the socket waits for the kernel to let go, before it resets the connection; may be
/// <see cref="Timeout.InfiniteTimeSpan"/>.</param>
internal sealed record ZeroCopyTerms(int Threshold, TimeSpan Linger);
