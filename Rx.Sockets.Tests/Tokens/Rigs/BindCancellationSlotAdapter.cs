namespace Rx.Sockets.Tests.Tokens.Rigs;

internal sealed class BindCancellationSlotAdapter : Adapter
{
    private readonly CancellationSignal _signal = new();

    public override bool CanStop => true;

    public override CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token) => token.BindCancellationSlot(_signal.Slot);

    public override void CheckWaiting() => Assert.True(_signal.Slot.HasHandler);

    public override void Stop() => _signal.Emit(CancellationLevel.Total);

    public override void CheckOver(SendResult result) => Assert.False(_signal.Slot.HasHandler);
}
