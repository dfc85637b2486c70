namespace Benchmarks.Groups;

/// <summary>What is sent: random bytes, the same in every run.</summary>
internal static class MessageBytes
{
    public static byte[] Of(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }
}
