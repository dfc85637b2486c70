using System.Net.Sockets;
using Benchmarks.Measuring;

namespace Benchmarks.Variants;

/// <summary><see cref="BufferedStream"/> over a <see cref="NetworkStream"/>: nothing goes before 64 KiB have come together.</summary>
internal sealed class BufferedStreamWrites(Socket socket, byte[] message) : Variant
{
    private const int BufferBytes = 64 * 1024;

    private readonly BufferedStream _stream = new(new NetworkStream(socket, ownsSocket: true), BufferBytes);

    public override async Task RunAsync(Meter meter)
    {
        var goesOn = true;
        while (goesOn)
        {
            await _stream.WriteAsync(message);
            goesOn = meter.Took(message.Length);
        }

        await _stream.FlushAsync();
    }

    public override ValueTask DisposeAsync() => _stream.DisposeAsync();
}
