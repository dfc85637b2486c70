using System.Net.Sockets;

namespace Rx.Sockets.Tests.Operations;

/// <summary>The level table of the contract, written down once more and on purpose differently: the history is kept and the
/// outcome is read off it.</summary>
internal sealed class SendStateModel(long length, bool composed)
{
    private readonly List<CancellationLevel> _asked = [];
    private bool _subscribed;
    private bool _withEngine;

    public long Moved { get; private set; }

    public SendResult? Outcome { get; private set; }

    public bool CanStart => _subscribed && !_withEngine && Outcome is null;

    public bool IsWithEngine => _withEngine && Outcome is null;

    public void Ask(CancellationLevel level)
    {
        if (Outcome is not null) return;
        _asked.Add(level);
        if (_subscribed && !_withEngine) Weigh();
    }

    public void Subscribed()
    {
        _subscribed = true;
        Weigh();
    }

    public void Start() => _withEngine = true;

    public void Move(long bytes)
    {
        Moved += bytes;
        if (!composed || Moved == length) Outcome = new SendResult(SocketError.Success, Moved);
        else Weigh();
    }

    public void Fail(SocketError error) => Outcome = new SendResult(error, Moved);

    public void GivenBack() => Weigh();

    private void Weigh()
    {
        CancellationLevel[] byStrength = [CancellationLevel.Total, CancellationLevel.Partial, CancellationLevel.Terminal];
        foreach (var level in byStrength)
        {
            var possible = level != CancellationLevel.Total || Moved == 0;
            if (!possible || !_asked.Exists(asked => (asked & level) != 0)) continue;
            Outcome = new SendResult(SocketError.OperationAborted, Moved, level);
            return;
        }
    }
}
