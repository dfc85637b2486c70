using System.Net.Sockets;

namespace Rx.Sockets.Engines.Portable;

/// <summary>No engine at all: <see cref="Socket"/> brings the outcomes on the thread pool, and the loop only waits for posts.</summary>
internal sealed class PortableEngine : SendEngine
{
    private readonly AutoResetEvent _wake = new(initialState: false);

    public override string Name => "portable";

    public override TimeSpan? Patience => null;

    public override SendPort Attach(Socket socket, ISendSink sink) => new PortablePort(socket, sink);

    public override bool Poll(TimeSpan timeout)
    {
        if (timeout != TimeSpan.Zero)
        {
            // Rounded up, as on epoll; the clock of a wait handle ends at int.MaxValue milliseconds.
            var milliseconds = timeout == Timeout.InfiniteTimeSpan ? -1 : (int)Math.Min(int.MaxValue, Math.Ceiling(timeout.TotalMilliseconds));
            _wake.WaitOne(milliseconds);
        }

        return false;
    }

    public override void Wake()
    {
        try
        {
            _wake.Set();
        }
        catch (ObjectDisposedException)
        {
            // The loop has gone: nobody is left to be woken.
        }
    }

    public override void Dispose() => _wake.Dispose();
}
