namespace HonestCancel.Torture;

/// <summary>Lays what the peer read beside what was reported, byte by byte. Pure.</summary>
/// <param name="Read">For each send the bytes of it that the peer read.</param>
/// <param name="Stray">Bytes that the peer read and no send accounts for.</param>
/// <param name="Complaint">Where the two part; null if they agree.</param>
public sealed record Audit(IReadOnlyList<int> Read, long Stray, string? Complaint)
{
    /// <param name="reported">Number and reported bytes of each send, in the order of the wire.</param>
    /// <param name="stream">All that the peer read.</param>
    /// <param name="isCutOff">Whether the peer stopped reading at some point: then the stream is only the beginning.</param>
    public static Audit Of(IReadOnlyList<(long Number, int Bytes)> reported, ReadOnlySpan<byte> stream, bool isCutOff)
    {
        var read = new int[reported.Count];
        var position = 0;
        string? complaint = null;
        for (var i = 0; i < reported.Count && complaint is null; i++)
        {
            var (number, bytes) = reported[i];
            var there = Math.Min(bytes, stream.Length - position);
            read[i] = stream.Slice(position, there).CommonPrefixLength(Content.Of(number, there));
            position += read[i];
            if (read[i] < there) complaint = $"wrong byte {position} of the stream, which should be byte {read[i]} of send {i}";
            else if (there < bytes && !isCutOff) complaint = $"send {i} reported {bytes} bytes, the peer read {there} of them and then the end";
        }

        var stray = stream.Length - position;
        if (stray > 0) complaint ??= $"the peer read {stray} bytes that nobody reported";
        return new Audit(read, stray, complaint);
    }
}
