namespace Rx.Sockets.Tests.Support;

/// <summary>Bytes whose content tells their offset, so that a lost, repeated or swapped byte shows.</summary>
public static class Pattern
{
    public static byte At(long offset)
    {
        var mixed = (ulong)offset * 0x9E3779B97F4A7C15;
        return (byte)(mixed >> 56);
    }

    public static byte[] Bytes(int length, long start = 0)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = At(start + i);
        return bytes;
    }
}
