using Rx.Sockets.Buffers;
using Rx.Sockets.Diagnostics;

namespace Rx.Sockets.Operations;

/// <summary>What only some sends need, kept out of the others.</summary>
internal sealed class SendExtras
{
    /// <summary>The position in several slices.</summary>
    public SliceCursor? Cursor { get; set; }

    /// <summary>The user's completion condition, being asked.</summary>
    public Consultation? Consultation { get; set; }

    /// <summary>Why a signal, the condition or the caller's memory stopped the send.</summary>
    public Exception? Cause { get; set; }

    /// <summary>Where the bytes were lent, to be told how many of them have gone.</summary>
    public DynamicBuffer? Lender { get; set; }

    /// <summary>Memory that is watched until the engine has let go of it.</summary>
    public List<GuardedMemory>? Guarded { get; set; }

    /// <summary>Armed signals and timers, and what the send has taken over.</summary>
    public List<IDisposable> Armed { get; } = [];

    /// <summary>What a composed send has under way.</summary>
    public ComposedRun? Run { get; set; }

    /// <summary>Looks after a send that nobody watches.</summary>
    public StallWatch? Stall { get; set; }

    /// <summary>The engine has let go of the memory.</summary>
    public void TakeBackMemory()
    {
        if (Guarded is null) return;
        foreach (var memory in Guarded)
            memory.TakeBack();
    }

    /// <summary>Watches how far it gets.</summary>
    public ISendProgress? Progress { get; set; }

    /// <summary>Lets go of all of them, even if one throws.</summary>
    public void Release()
    {
        Stall?.Dispose();
        List<Exception>? errors = null;
        foreach (var armed in Armed)
        {
            try
            {
                armed.Dispose();
            }
            catch (Exception error)
            {
                (errors ??= []).Add(error);
            }
        }

        if (errors is not null) throw new AggregateException("A cancellation signal, or what was consigned to the send, threw when it was let go.", errors);
    }
}
