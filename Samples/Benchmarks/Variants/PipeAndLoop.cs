using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using Benchmarks.Measuring;

namespace Benchmarks.Variants;

/// <summary>A <see cref="Pipe"/>, flushed after each message, and a loop that sends what is in it: what a careful programmer writes.</summary>
internal sealed class PipeAndLoop(Socket socket, byte[] message) : Variant
{
    public override async Task RunAsync(Meter meter)
    {
        var pipe = new Pipe();
        var sending = Task.Run(() => SendAsync(pipe.Reader));
        var goesOn = true;
        while (goesOn)
        {
            pipe.Writer.Write(message);
            await pipe.Writer.FlushAsync();
            goesOn = meter.Took(message.Length);
        }

        await pipe.Writer.CompleteAsync();
        await sending;
    }

    public override ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }

    private async Task SendAsync(PipeReader reader)
    {
        while (true)
        {
            var result = await reader.ReadAsync();
            foreach (var segment in result.Buffer)
                await socket.SendAsync(segment);
            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted) return;
        }
    }
}
