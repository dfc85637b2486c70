namespace Rx.Sockets.Cancellation;

/// <summary>Asks for a level when a token is cancelled.</summary>
internal sealed class TokenTrigger(CancellationToken token, CancellationLevel level) : CancelTrigger
{
    public override IDisposable Arm(ICancellable target, TimeProvider clock) =>
        new Registration(token.UnsafeRegister(_ => target.RequestCancel(level), null));

    /// <summary>Unregister, unlike Dispose, never waits for a callback that another thread is running.</summary>
    private sealed class Registration(CancellationTokenRegistration registration) : IDisposable
    {
        public void Dispose() => registration.Unregister();
    }
}
