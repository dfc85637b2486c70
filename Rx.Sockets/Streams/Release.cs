using Rx.Sockets.Engines;

namespace Rx.Sockets.Streams;

/// <summary>Tells a user that the memory of a message is free, where notifications run.</summary>
internal sealed class Release(Action<BufferSequence> released, BufferSequence message) : IThreadPoolWorkItem
{
    /// <summary>Null if nobody wants to know.</summary>
    public static Action<BufferSequence>? On(IExecutor executor, Action<BufferSequence>? released)
    {
        if (released is null) return null;
        return message => executor.Post(new Release(released, message));
    }

    public void Execute() => released(message);
}
