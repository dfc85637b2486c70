namespace Rx.Sockets.Cancellation;

/// <summary>Asks for what comes through a slot. It serves one send at a time.</summary>
internal sealed class SlotTrigger(SlotCore slot) : CancelTrigger
{
    public override bool IsExclusive => true;

    public override IDisposable Arm(ICancellable target, TimeProvider clock) => slot.Bind(target);
}
