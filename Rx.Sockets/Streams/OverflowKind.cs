namespace Rx.Sockets.Streams;

/// <summary>The names of <see cref="Overflow"/>.</summary>
internal enum OverflowKind : byte
{
    Wait,
    Block,
    Fail,
    DropNewest,
    DropOldest,
    Latest,
    Disconnect,
}
