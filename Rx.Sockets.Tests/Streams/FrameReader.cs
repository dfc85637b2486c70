namespace Rx.Sockets.Tests.Streams;

/// <summary>Takes a stream of bytes apart as the other side would, byte by byte; shares nothing with what is tested.</summary>
public static class FrameReader
{
    public static List<byte[]> Prefixed(byte[] stream, int width, ByteOrder order)
    {
        var messages = new List<byte[]>();
        for (var at = 0; at < stream.Length;)
        {
            decimal length = 0;
            for (var i = 0; i < width; i++)
                length = (length * 256) + stream[order == ByteOrder.BigEndian ? at + i : at + width - 1 - i];
            at += width;
            Take(messages, stream, ref at, (int)length);
        }

        return messages;
    }

    public static List<byte[]> Varint(byte[] stream)
    {
        var messages = new List<byte[]>();
        for (var at = 0; at < stream.Length;)
        {
            decimal length = 0, weight = 1;
            for (var goesOn = true; goesOn; at++, weight *= 128)
            {
                length += stream[at] % 128 * weight;
                goesOn = stream[at] >= 128;
            }

            Take(messages, stream, ref at, (int)length);
        }

        return messages;
    }

    public static List<byte[]> Delimited(byte[] stream, byte[] delimiter)
    {
        var messages = new List<byte[]>();
        var begin = 0;
        for (var at = 0; at + delimiter.Length <= stream.Length; at++)
        {
            if (!Enumerable.Range(0, delimiter.Length).All(i => stream[at + i] == delimiter[i])) continue;
            messages.Add(stream[begin..at]);
            begin = at + delimiter.Length;
            at = begin - 1;
        }

        if (begin < stream.Length) messages.Add(stream[begin..]); // what no delimiter ends
        return messages;
    }

    public static List<byte[]> Fixed(byte[] stream, int length)
    {
        var messages = new List<byte[]>();
        for (var at = 0; at < stream.Length;)
            Take(messages, stream, ref at, length);
        return messages;
    }

    private static void Take(List<byte[]> messages, byte[] stream, ref int at, int length)
    {
        messages.Add(stream[at..(at + length)]);
        at += length;
    }
}
