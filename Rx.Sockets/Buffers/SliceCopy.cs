namespace Rx.Sockets.Buffers;

/// <summary>Copies the bytes of slices into slices that are cut differently.</summary>
internal static class SliceCopy
{
    /// <summary>As many bytes as both sides have.</summary>
    public static long Copy(IEnumerator<ReadOnlyMemory<byte>> source, IReadOnlyList<Memory<byte>> target)
    {
        var copied = 0L;
        var from = ReadOnlySpan<byte>.Empty;
        for (var i = 0; i < target.Count; i++)
        {
            for (var to = target[i].Span; !to.IsEmpty;)
            {
                while (from.IsEmpty)
                {
                    if (!source.MoveNext()) return copied;
                    from = source.Current.Span;
                }

                var count = Math.Min(from.Length, to.Length);
                from[..count].CopyTo(to);
                from = from[count..];
                to = to[count..];
                copied += count;
            }
        }

        return copied;
    }
}
