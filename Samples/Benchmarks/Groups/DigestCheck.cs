using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using Benchmarks.Measuring;
using Benchmarks.Peers;

namespace Benchmarks.Groups;

/// <summary>The untimed pass: each variant sends a few messages, and the peer tells how many bytes came and what their hash is.</summary>
internal static class DigestCheck
{
    /// <param name="bench">Starts the peer.</param>
    /// <param name="contestants">Given where to connect, and the message.</param>
    /// <param name="message">What each step sends, or the first bytes of.</param>
    /// <param name="sends">How many steps.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(
        Bench bench, Func<Func<Socket>, byte[], IEnumerable<Contestant>> contestants, byte[] message, int sends)
    {
        using var child = bench.NewChild(PeerCommand.Digest);
        var errors = new List<string>();
        foreach (var contestant in contestants(child.Connect, message))
        {
            var variant = contestant.Open();
            var meter = Meter.Counting(sends);
            await variant.RunAsync(meter);
            await variant.DisposeAsync();
            var expected = Expected(meter, message);
            var heard = child.ReadLine();
            if (meter.Count != sends) errors.Add($"{contestant.Name}, {Names.Size(message.Length)}: {meter.Count} sends instead of {sends}");
            if (heard != expected) errors.Add($"{contestant.Name}, {Names.Size(message.Length)}: reported {expected}, the peer read {heard}");
        }

        return errors;
    }

    /// <summary>What the peer prints if it got what the meter counted: the message again and again, of a short send its beginning.</summary>
    public static string Expected(Meter meter, byte[] message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var length in meter.Lengths)
            hash.AppendData(message, 0, length);
        return string.Create(CultureInfo.InvariantCulture, $"{meter.Bytes} {Convert.ToHexString(hash.GetHashAndReset())}");
    }
}
