namespace Rx.Sockets.Streams;

/// <summary>Whose write it is.</summary>
internal interface IWriteOwner
{
    /// <summary>The write that was pending is over.</summary>
    void GoOn();
}
