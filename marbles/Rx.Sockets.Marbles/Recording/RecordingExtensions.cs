namespace Rx.Sockets.Marbles.Recording;

/// <summary>Watching a socket that runs.</summary>
public static class RecordingExtensions
{
    /// <summary>Notes what the sends of this socket do from now on, on any engine, to be drawn as a marble diagram.</summary>
    /// <param name="socket">The socket; its sends behave as ever.</param>
    /// <param name="options">null: the defaults.</param>
    /// <returns>Stop it to have the diagram.</returns>
    /// <exception cref="InvalidOperationException">The socket is being watched already.</exception>
    public static SocketRecording Record(this RxSocket socket, RecordingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return new SocketRecording(socket, (options ?? new RecordingOptions()).Checked());
    }
}
