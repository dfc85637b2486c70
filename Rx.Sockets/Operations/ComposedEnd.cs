using System.Net.Sockets;

namespace Rx.Sockets.Operations;

/// <summary>How the body of a composed send ended.</summary>
/// <param name="Error">Success, or why not.</param>
/// <param name="Cancelled">The guarantee that was given, if it was stopped.</param>
/// <param name="Cause">Becomes the inner exception.</param>
internal readonly record struct ComposedEnd(SocketError Error, CancellationLevel Cancelled = CancellationLevel.None, Exception? Cause = null);
