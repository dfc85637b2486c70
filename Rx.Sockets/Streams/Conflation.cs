namespace Rx.Sockets.Streams;

/// <summary>Knows the keys of messages. Of one stream; the thread that hands messages over calls it.</summary>
internal abstract class Conflation
{
    /// <summary>Asks the user for the key of the next message. May throw; nothing has happened then.</summary>
    public abstract void Read(in BufferSequence message);

    /// <summary>The message whose key was read is the next one of <paramref name="chunk"/>.</summary>
    public abstract void NoteIn(Chunk chunk);

    /// <summary>For one reader of the stream.</summary>
    public abstract Sieve NewSieve();
}
