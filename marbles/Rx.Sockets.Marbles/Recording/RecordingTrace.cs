using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Running;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Marbles.Recording;

/// <summary>Notes what the queue says, with the time. Called under the queue's gate: it takes its own lock for a few lines of memory,
/// never the gate.</summary>
internal sealed class RecordingTrace : ISendTrace
{
    // Requests can be made without end.
    private const int MostRequests = 1000;

    private readonly Lock _lock = new();
    private readonly RxSocket _socket;
    private readonly RecordingOptions _options;
    private readonly long _start;
    private readonly Journal _journal;
    private readonly SendTrace _sends;
    private readonly HashSet<SendOperation> _known = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<SendOperation> _underWay = new(ReferenceEqualityComparer.Instance);
    private readonly List<SendDefinition> _given = [];
    private readonly List<(long At, char Mark)> _states = [];
    private readonly List<string> _notes = [];
    private RxSocketState _state;
    private int _requests;
    private long? _end;

    public RecordingTrace(RxSocket socket, RecordingOptions options)
    {
        (_socket, _options, _state) = (socket, options, socket.State);
        _start = options.Clock.GetTimestamp();
        _journal = new Journal(Now);
        _sends = new SendTrace(_journal);
        if (socket.Outstanding is var earlier and > 0) _notes.Add($"Sends that were under way before are not drawn: {earlier}.");
        if (_state != RxSocketState.Usable) _states.Add((0, MarkOf(_state)));
    }

    public void Look()
    {
        lock (_lock)
            NoteProgress();
    }

    /// <summary>Nothing is noted any more.</summary>
    public RecordedRun Stop()
    {
        lock (_lock)
        {
            NoteProgress();
            End();
            return new RecordedRun(_journal, _sends.Rows, _given, _states, _end!.Value, _notes);
        }
    }

    public void Subscribed(SendOperation operation)
    {
        lock (_lock)
        {
            NoteProgress();
            if (_end is null && _sends.Rows.Count == _options.MaxSends) End($"The recording holds {_options.MaxSends} sends and ends here.");
            if (_end is not null) return;
            _known.Add(operation);
            _underWay.Add(operation);
            _sends.Subscribed(operation);
            var name = _sends.Of(operation).Name;
            if (_given.All(d => d.Name != name)) _given.Add(SendWords.Of(name, operation));
        }
    }

    public void Left(SendOperation operation)
    {
        lock (_lock)
        {
            if (Follows(operation)) _sends.Left(operation);
        }
    }

    public void Asked(SendOperation operation, CancellationLevel level, Verdict verdict)
    {
        lock (_lock)
        {
            if (!Follows(operation)) return;
            if (++_requests > MostRequests) End($"The recording holds {MostRequests} requests and ends here.");
            else _sends.Asked(operation, level, verdict);
        }
    }

    public void Settled(SendOperation operation)
    {
        lock (_lock)
        {
            if (!Follows(operation)) return;
            _underWay.Remove(operation);
            _sends.Settled(operation);
            if (operation is { Plan.Composition: not null, State.Result.IsSuccess: true }) NoteLength(_sends.Of(operation).Name, operation.State.Moved);
        }
    }

    public void Delivering(SendOperation operation)
    {
        lock (_lock)
        {
            if (!Follows(operation)) return;
            _known.Remove(operation);
            _sends.Delivering(operation);
            if (operation.CanLeave && operation.State.Watch == Watch.Left)
                _journal.Add(LaneKind.Settled, "settled", ResultText.Of(_sends.Of(operation).Name, operation.State.Result));
        }
    }

    private long Now() => (long)_options.Clock.GetElapsedTime(_start).TotalMicroseconds;

    private bool Follows(SendOperation operation)
    {
        NoteProgress();
        return _end is null && _known.Contains(operation);
    }

    private void End(string? note = null)
    {
        if (_end is not null) return;
        if (note is not null) _notes.Add(note);
        _end = Now();
        _known.Clear();
        _underWay.Clear();
    }

    private void NoteLength(string composed, long length)
    {
        var index = _given.FindIndex(d => d.Name == composed);
        _given[index] = SendWords.Whole(_given[index], length);
    }

    // A send under way is read without the gate by those who look; a count that is a little old is noted the next time.
    private void NoteProgress()
    {
        if (_end is not null) return;
        foreach (var operation in _underWay)
        {
            var (row, moved) = (_sends.Of(operation), operation.State.Moved);
            if (moved <= row.Wired) continue;
            _journal.Add(LaneKind.Wire, "wire", $"{row.Name}[{row.Wired}..{moved}]");
            row.Wired = moved;
        }

        if (_socket.State is var state && state == _state) return;
        _state = state;
        _states.Add((Now(), MarkOf(state)));
    }

    private static char MarkOf(RxSocketState state) => state == RxSocketState.OnlyClosable ? 'x' : '.';
}
