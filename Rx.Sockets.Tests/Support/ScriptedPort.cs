using System.Net.Sockets;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Tests.Support;

/// <summary>A port that does what the test says, keeps the wire, and fails on what no queue may do.</summary>
internal sealed class ScriptedPort(ISendSink sink) : SendPort
{
    private readonly List<byte> _wire = [];
    private readonly TaskCompletionSource _closed = new();
    private Unsent _pending;
    private bool _starting;

    /// <summary>The outcomes of the next starts; null, and none left: the send is pending.</summary>
    public Queue<NativeOutcome?> Script { get; } = new();

    /// <summary>What happens while the system call is in progress; once.</summary>
    public Action? DuringStart { get; set; }

    /// <summary>Whether a pending send is given back at once; if not, its outcome comes by <see cref="Complete"/>.</summary>
    public bool GivesBackAtOnce { get; set; } = true;

    /// <summary>Whether closing takes until <see cref="FinishClosing"/>.</summary>
    public bool ClosesSlowly { get; init; }

    public SocketFlags Refused { get; init; }

    public int Starts { get; private set; }

    /// <summary>How often a pending send was asked for.</summary>
    public int Withdrawals { get; private set; }

    public int Closes { get; private set; }

    public int Detaches { get; private set; }

    public bool IsPending { get; private set; }

    public bool IsClosedBehindOurBack { get; set; }

    /// <summary>How many bytes the pending send offers.</summary>
    public long Offered => Enumerable.Range(0, _pending.Count).Sum(i => (long)_pending[i].Length);

    public IReadOnlyList<byte> Wire => _wire;

    public override bool IsOpen => !IsClosedBehindOurBack && Closes == 0;

    public override bool Accepts(SocketFlags flags) => (flags & Refused) == 0;

    public override bool TryStart(in Unsent data, SocketFlags flags, out NativeOutcome outcome)
    {
        IsPending = !TryOnce(data, out outcome);
        return !IsPending;
    }

    /// <summary>As the script says. Where it says that the send would block, that is known without trying.</summary>
    public override bool TryAtOnce(in Unsent data, out NativeOutcome outcome)
    {
        outcome = default;
        return Script.TryPeek(out var next) && next is not null && TryOnce(data, out outcome);
    }

    /// <summary>Room is there at once, or comes by <see cref="Complete"/>, as the script says.</summary>
    public override bool TryAwaitRoom(out NativeOutcome outcome)
    {
        Assert.False(IsPending || _starting, "two sends of one socket at once");
        Assert.True(Closes == 0 && Detaches == 0, "a wait after the end");
        _pending = default;
        var scripted = Script.TryDequeue(out var next) ? next : null;
        outcome = scripted ?? default;
        IsPending = scripted is null;
        return !IsPending;
    }

    public override bool TryWithdraw()
    {
        if (!IsPending) return false;
        Withdrawals++;
        if (!GivesBackAtOnce) return false;
        IsPending = false;
        return true;
    }

    /// <summary>The pending send comes back through the sink.</summary>
    public void Complete(NativeOutcome outcome)
    {
        Assert.True(IsPending, "nothing is pending");
        IsPending = false;
        Take(outcome);
        sink.Completed(outcome);
    }

    public override void Detach() => Detaches++;

    public override Task CloseAsync()
    {
        Assert.False(IsPending || _starting, "closed under a system call");
        Closes++;
        return ClosesSlowly ? _closed.Task : Task.CompletedTask;
    }

    public void FinishClosing() => _closed.SetResult();

    private bool TryOnce(in Unsent data, out NativeOutcome outcome)
    {
        Assert.False(IsPending || _starting, "two sends of one socket at once");
        Assert.True(Closes == 0 && Detaches == 0, "a send after the end");
        Assert.False(data.First.IsEmpty, "nothing to send");
        Starts++;
        _pending = data;
        var scripted = Script.TryDequeue(out var next) ? next : null;
        Reenter();
        outcome = scripted ?? default;
        if (scripted is { } done) Take(done);
        return scripted is not null;
    }

    private void Reenter()
    {
        var action = DuringStart;
        DuringStart = null;
        _starting = true;
        action?.Invoke();
        _starting = false;
    }

    private void Take(NativeOutcome outcome)
    {
        if (outcome.Kind != OutcomeKind.Moved || _pending.First.IsEmpty) return; // nothing moves while one waits for room
        Assert.InRange(outcome.Bytes, 1, Offered);
        for (var (i, left) = (0, outcome.Bytes); left > 0; i++)
        {
            var piece = _pending[i].Span;
            piece = piece[..(int)Math.Min(piece.Length, left)];
            _wire.AddRange(piece);
            left -= piece.Length;
        }
    }
}
