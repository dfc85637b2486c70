using System.Net.Sockets;
using Rx.Sockets.Buffers;

namespace Rx.Sockets.Engines;

/// <summary>A way to wait for many sockets at once. Turned by one <see cref="EngineLoop"/>.</summary>
internal abstract class SendEngine : IDisposable
{
    /// <summary>The kind, in lower case, for thread names and printed reasons.</summary>
    public abstract string Name { get; }

    /// <summary>The longest that one <see cref="Poll"/> may wait now; null if there is nothing to look after.</summary>
    public abstract TimeSpan? Patience { get; }

    /// <summary>Makes the port of a connected stream socket. No system call that changes the socket for others.</summary>
    public abstract SendPort Attach(Socket socket, ISendSink sink);

    /// <summary>Waits for events, at most so long, and brings the outcomes to their sinks. On the loop's turn only.</summary>
    /// <returns>Whether anything happened.</returns>
    public abstract bool Poll(TimeSpan timeout);

    /// <summary>Ends the <see cref="Poll"/> in progress, or the next one. From any thread.</summary>
    public abstract void Wake();

    /// <summary>Whether many sends that are started in one turn cost less together than one by one.</summary>
    public virtual bool TakesTogether => false;

    /// <summary>So many sends are about to be started, each on a port of its own. On the loop's turn only. An engine that takes them
    /// together hands them to the kernel at <see cref="EndTogether"/>, at the latest; their outcomes come through their sinks.</summary>
    public virtual void BeginTogether(int count)
    {
    }

    /// <summary>Those were all.</summary>
    public virtual void EndTogether()
    {
    }

    /// <summary>The <see cref="SendPort.Attempt"/> of each of these ports, with the same bytes. On the loop's turn only; all have ended when
    /// it returns. Never blocks, never throws.</summary>
    /// <param name="ports">They have nothing pending, and each is there once.</param>
    /// <param name="data">Memory of ours: reading it runs no code of the user.</param>
    /// <param name="outcomes">As many.</param>
    public virtual void AttemptEach(ReadOnlySpan<SendPort> ports, ReadOnlyMemory<byte> data, Span<NativeOutcome> outcomes)
    {
        for (var i = 0; i < ports.Length; i++)
            outcomes[i] = ports[i].Attempt(new Unsent(data));
    }

    /// <summary>Frees what the engine holds. No port has anything pending.</summary>
    public abstract void Dispose();
}
