namespace Rx.Sockets.Streams;

/// <summary>Lets the first message of each key pass.</summary>
internal abstract class Sieve
{
    public abstract bool TryPass(Chunk chunk, int index);

    /// <summary>The key of a message, for its copy.</summary>
    public abstract void CopyKey(Chunk from, int index, Chunk to);

    public abstract void Clear();
}
