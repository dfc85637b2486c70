namespace Rx.Sockets.Cancellation;

/// <summary>Nothing to let go of.</summary>
internal sealed class Nothing : IDisposable
{
    private Nothing()
    {
    }

    public static IDisposable Instance { get; } = new Nothing();

    public void Dispose()
    {
    }
}
