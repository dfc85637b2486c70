namespace Rx.Sockets.Streams;

/// <summary>The keys of the messages of one chunk, in their order.</summary>
internal abstract class KeyColumn
{
    /// <summary>As new, but for the room that it has.</summary>
    public abstract void Clear();
}
