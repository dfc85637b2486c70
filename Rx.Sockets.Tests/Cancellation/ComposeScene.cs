using Microsoft.Reactive.Testing;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Cancellation;

/// <summary>A composed send of "head" and "body!" on a virtual socket, brought to a point of its life, asked to stop there, and run to
/// its end.</summary>
internal sealed class ComposeScene
{
    private readonly TestScheduler _scheduler = new();
    private readonly CancellationSignal _signal = new();
    private readonly TaskCompletionSource[] _pauses = [new(), new(), new()];
    private readonly List<SendResult> _told = [];
    private readonly ComposePoint _point;
    private readonly bool _looks;
    private IDisposable _subscription = null!;

    /// <param name="point">Where the request will come.</param>
    /// <param name="inFilter">Of the composed send.</param>
    /// <param name="outFilter">Of the composed send.</param>
    /// <param name="level">What unsubscribing asks for.</param>
    /// <param name="looks">Whether the function looks between its steps whether it should stop.</param>
    public ComposeScene(ComposePoint point, CancellationFilter? inFilter, CancellationFilter? outFilter, CancellationLevel level, bool looks)
    {
        (_point, _looks) = (point, looks);
        Socket = new VirtualSocket(_scheduler, WindowAt(point));
        Wire = new WireText(Socket);
        for (var pause = 0; pause < _pauses.Length; pause++)
        {
            if (pause != PauseAt(point)) _pauses[pause].SetResult();
        }

        if (point == ComposePoint.InLine) Socket.AsyncWrite("first"u8.ToArray()).Subscribe(new Recorder<SendResult>());
        Send = Socket.Compose(RunAsync, inFilter, outFilter)
            .CancelOnUnsubscribe(level, _told.Add)
            .BindCancellationSlot(_signal.Slot);
    }

    public VirtualSocket Socket { get; }

    public WireText Wire { get; }

    public SendObservable Send { get; }

    /// <summary>What the function has heard, if it was called.</summary>
    public List<string> Calls { get; } = [];

    public Recorder<SendResult> Observer { get; } = new();

    /// <summary>The one thing that the ledger was told.</summary>
    public SendResult Settled => Assert.Single(_told);

    public static long BytesAt(ComposePoint point) => point switch
    {
        ComposePoint.FirstStepBegun => 2,
        ComposePoint.BetweenTheSteps or ComposePoint.SecondStepUntouched => 4,
        ComposePoint.SecondStepBegun => 7,
        ComposePoint.AfterTheLastStep or ComposePoint.Over => 9,
        _ => 0,
    };

    /// <summary>Subscribes, and goes on until nothing more happens, or to the instant that is asked for.</summary>
    public void Arrive()
    {
        _subscription = Send.Subscribe(Observer);
        if (_point == ComposePoint.BeforeItsFunction) return;
        _scheduler.AdvanceBy(_point == ComposePoint.Over ? 1 : 100); // its function ends in the first tick, its outcome comes in the second
    }

    public void Ask(ComposeWay way, CancellationLevel level)
    {
        if (way == ComposeWay.Unsubscribe) _subscription.Dispose();
        else if (way == ComposeWay.Slot) _signal.Emit(level);
        else Socket.Cancel(level);
    }

    /// <summary>The peer reads all that comes, and the function goes on.</summary>
    public void End()
    {
        foreach (var pause in _pauses)
            pause.TrySetResult();
        Socket.Peer.Read(100);
        _scheduler.AdvanceBy(100);
    }

    private static long WindowAt(ComposePoint point) => point switch
    {
        ComposePoint.InLine or ComposePoint.FirstStepUntouched => 0,
        ComposePoint.FirstStepBegun or ComposePoint.SecondStepUntouched or ComposePoint.SecondStepBegun => BytesAt(point),
        _ => 100,
    };

    private static int PauseAt(ComposePoint point) => point switch
    {
        ComposePoint.BeforeTheFirstStep => 0,
        ComposePoint.BetweenTheSteps => 1,
        ComposePoint.AfterTheLastStep => 2,
        _ => -1,
    };

    private async Task RunAsync(ComposedSend self)
    {
        Calls.Add("called");
        await Pause(self, 0);
        await self.AsyncWrite("head"u8.ToArray());
        await Pause(self, 1);
        await self.AsyncWrite("body!"u8.ToArray());
        await Pause(self, 2);
    }

    private async Task Pause(ComposedSend self, int number)
    {
        await _pauses[number].Task;
        if (_looks) self.ThrowIfCancelled();
    }
}
