using System.Reactive.Subjects;
using Rx.Sockets;

namespace HonestCancel.Torture;

/// <summary>Subscribes to sends, each with its way to be asked, and keeps the requests that are still to be made.</summary>
public sealed class Requests(RxSocket socket, Ledger ledger, Random random)
{
    private readonly List<(Entry Entry, Action Ask)> _waiting = [];
    private readonly List<Task> _elsewhere = [];

    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>Completes when the other threads have made theirs.</summary>
    public Task Made => Task.WhenAll(_elsewhere);

    public void Subscribe(Entry entry)
    {
        ledger.Add(entry);
        var script = entry.Script;
        var buffers = Slicing.Cut(entry.Memory, script.Slices, random);
        var send = (script.IsWrite ? socket.AsyncWrite(buffers) : socket.AsyncSend(buffers))
            .CancelOnUnsubscribe(script.Way == Way.Unsubscribe ? script.Level : CancellationLevel.Total, entry.OnSettled);
        Subscribe(entry, send);
    }

    private void Subscribe(Entry entry, SendObservable send)
    {
        var script = entry.Script;
        switch (script.Way)
        {
            case Way.Unsubscribe:
                var subscription = send.Subscribe(entry);
                Add(entry, subscription.Dispose, isEarly: false);
                break;
            case Way.CancelWhenSignal:
                var signal = new BehaviorSubject<CancellationLevel>(CancellationLevel.None);
                Add(entry, () => signal.OnNext(script.Level), script.IsEarly);
                send.CancelWhen(signal).Subscribe(entry);
                break;
            case Way.CancelWhenToken:
                var source = new CancellationTokenSource();
                Add(entry, source.Cancel, script.IsEarly);
                send.CancelWhen(source.Token, script.Level).Subscribe(entry);
                break;
            case Way.CancelAfter:
                entry.Claim(script.Way, script.Level, script.Due);
                send.CancelAfter(script.Due, script.Level).Subscribe(entry);
                break;
            default:
                send.Subscribe(entry);
                if (script.Way == Way.CancelAll) _waiting.Add((entry, () => AskAll(script.Level)));
                break;
        }
    }

    /// <summary>Makes one of the requests, on this thread or another one.</summary>
    public void AskOne()
    {
        if (_waiting.Count == 0) return;
        // Often the oldest that has not settled: it is likely to be on the wire, where it matters most.
        var chosen = random.Next(4) > 0 ? _waiting.FindIndex(r => !r.Entry.Settled.IsCompleted) : random.Next(_waiting.Count);
        var (entry, ask) = _waiting[Math.Max(0, chosen)];
        _waiting.RemoveAt(Math.Max(0, chosen));
        Make(entry, ask);
    }

    /// <summary>Runs <paramref name="ask"/> on another thread; <see cref="Made"/> waits for it.</summary>
    public void Elsewhere(Action ask) => _elsewhere.Add(Task.Run(ask));

    private void AskAll(CancellationLevel level)
    {
        ledger.ClaimAll(Way.CancelAll, level);
        socket.Cancel(level);
    }

    private void Add(Entry entry, Action ask, bool isEarly)
    {
        var claimAndAsk = () =>
        {
            entry.Claim(entry.Script.Way, entry.Script.Level);
            ask();
        };
        if (isEarly) Make(entry, claimAndAsk);
        else _waiting.Add((entry, claimAndAsk));
    }

    private void Make(Entry entry, Action ask)
    {
        if (entry.Script.IsElsewhere) Elsewhere(ask);
        else ask();
    }
}
