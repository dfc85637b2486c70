using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Posix;

/// <summary>Ends a wait from another thread. Edge-triggered: every write is an edge of its own, so nothing ever reads it.</summary>
internal sealed class EventFdWaker : IDisposable
{
    public FileDescriptorHandle Handle { get; } =
        FileDescriptorHandle.Own(EventFdCalls.Create(0, EventFdCalls.CloseOnExec | EventFdCalls.NonBlocking), "eventfd");

    public unsafe void Wake()
    {
        var one = 1UL;
        try
        {
            // SAFETY: eight bytes of this stack frame, read before the call returns.
            _ = EventFdCalls.Write(Handle, &one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // The loop has gone: nobody is left to be woken.
        }
    }

    public void Dispose() => Handle.Dispose();
}
