using System.Net.Sockets;
using Benchmarks.Measuring;
using Benchmarks.Native;

namespace Benchmarks.Variants;

/// <summary>The same bytes by blocking send(2) of 64 KiB blocks that were filled before: what the kernel could take.</summary>
internal sealed class BareBlocks : Variant
{
    private const int BlockBytes = 64 * 1024;

    private readonly byte[] _block = new byte[BlockBytes];
    private readonly Socket _socket;
    private readonly int _messages;

    public BareBlocks(Socket socket, byte[] message)
    {
        (_socket, _messages) = (socket, BlockBytes / message.Length);
        for (var i = 0; i < _messages; i++)
            message.CopyTo(_block, i * message.Length);
    }

    public override Task RunAsync(Meter meter)
    {
        var fd = (int)_socket.Handle;
        var goesOn = true;
        while (goesOn)
        {
            for (var sent = 0; sent < _block.Length;)
                sent += SocketCalls.SendOrThrow(fd, _block.AsSpan(sent));
            for (var i = 0; i < _messages; i++)
                goesOn = meter.Took(BlockBytes / _messages);
        }

        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }
}
