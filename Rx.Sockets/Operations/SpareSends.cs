namespace Rx.Sockets.Operations;

/// <summary>Awaited sends that are over, for sockets of which several are under way at a time; one each they keep themselves.
/// Of the whole process, so that many sockets do not keep many each.</summary>
internal static class SpareSends
{
    // At about 200 bytes each: what a burst needs, and no more than a connection's buffer.
    private const int Most = 1024;

    private static readonly Lock Gate = new();
    private static readonly AwaitedSend?[] Kept = new AwaitedSend?[Most];
    private static int _count;

    public static AwaitedSend? Take()
    {
        if (Volatile.Read(ref _count) == 0) return null;
        lock (Gate)
        {
            if (_count == 0) return null;
            var send = Kept[--_count];
            Kept[_count] = null;
            return send;
        }
    }

    public static void Keep(AwaitedSend send)
    {
        lock (Gate)
        {
            if (_count < Most) Kept[_count++] = send;
        }
    }
}
