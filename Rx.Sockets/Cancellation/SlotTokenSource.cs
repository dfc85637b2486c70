namespace Rx.Sockets.Cancellation;

/// <summary>The handler of a slot that cancels a token when one of <paramref name="levels"/> is asked for.</summary>
internal sealed class SlotTokenSource(CancellationLevel levels) : CancellationTokenSource, ICancellable
{
    private IDisposable? _binding;

    public void Bind(SlotCore slot) => _binding = slot.Bind(this);

    public void RequestCancel(CancellationLevel level)
    {
        if ((level & levels) != 0) TryCancel();
    }

    // Whoever was to ask cannot any more.
    public void SignalFailed(Exception error) => TryCancel();

    protected override void Dispose(bool disposing)
    {
        _binding?.Dispose();
        base.Dispose(disposing);
    }

    private void TryCancel()
    {
        try
        {
            Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Disposed while somebody was asking: nobody is interested any more.
        }
    }
}
