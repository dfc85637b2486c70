namespace Rx.Sockets.Streams;

/// <summary>The keys of the messages of one chunk, in their order.</summary>
internal abstract class KeyColumn;
