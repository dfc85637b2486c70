using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Recording;

/// <summary>A run of a socket that is being noted. Costs a socket that is not recorded one test of a field.</summary>
public sealed class SocketRecording : IDisposable
{
    private readonly RxSocket _socket;
    private readonly RecordingOptions _options;
    private readonly IDisposable _states;
    private readonly Lazy<Scenario> _scenario;
    private RecordingTrace? _trace;

    internal SocketRecording(RxSocket socket, RecordingOptions options)
    {
        (_socket, _options) = (socket, options);
        if (socket.Queue.Trace is not null) throw new InvalidOperationException("This socket is being watched already.");
        _trace = new RecordingTrace(socket, options);
        socket.Queue.Trace = _trace;
        _states = socket.StateChanges.Subscribe(_ => _trace?.Look());
        _scenario = new Lazy<Scenario>(End);
    }

    /// <summary>Ends the recording. Again: the same diagram.</summary>
    /// <returns>A <c>recorded</c> scenario: MarblePrinter writes it, MarbleReader reads it back, nobody runs it.</returns>
    public Scenario Stop() => _scenario.Value;

    /// <summary><see cref="Stop"/>.</summary>
    public void Dispose() => Stop();

    private Scenario End()
    {
        _states.Dispose();
        _socket.Queue.Trace = null;
        var run = _trace!.Stop();
        _trace = null; // it knows the buffers of the sends
        return RunDrawing.Draw(run, _options);
    }
}
