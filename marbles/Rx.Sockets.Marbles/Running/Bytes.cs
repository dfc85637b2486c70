using System.Text;

namespace Rx.Sockets.Marbles.Running;

/// <summary>Values as bytes to send: a text is one slice, a list one slice for each of its values.</summary>
internal static class Bytes
{
    public static BufferSequence Of(object? value) => value is IEnumerable<object?> list
        ? BufferSequence.Of(list.Select(v => (ReadOnlyMemory<byte>)One(v)).ToList())
        : One(value);

    private static byte[] One(object? value) => Encoding.Latin1.GetBytes(value as string ?? ValueText.Of(value));
}
