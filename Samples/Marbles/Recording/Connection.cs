using System.Net;
using System.Net.Sockets;
using System.Reactive;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using Rx.Sockets;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Recording;

namespace MarbleTool.Recording;

/// <summary>A real connection over loopback that is recorded. The peer is in this process and reads when it is told to.</summary>
internal sealed class Connection : IAsyncDisposable
{
    // Small, so that the kernel cannot take a megabyte before the peer reads.
    private const int KernelBuffer = 64 * 1024;

    private readonly Socket _peer;
    private readonly SocketRecording _recording;

    private Connection(RxSocket socket, Socket peer, string name)
    {
        (Socket, _peer) = (socket, peer);
        _recording = socket.Record(new RecordingOptions { Name = name });
    }

    public RxSocket Socket { get; }

    public static async Task<Connection> OpenAsync(SocketLoop loop, string name)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = KernelBuffer };
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var connecting = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = KernelBuffer };
        await connecting.ConnectAsync(listener.LocalEndPoint!);
        return new Connection(new RxSocket(connecting, new RxSocketOptions { Loop = loop }), await listener.AcceptAsync(), name);
    }

    /// <summary>Subscribes, and stays. Ends when the send has told its outcome, whichever it is.</summary>
    public static Task Watch(SendObservable send) => send.Materialize().LastAsync().ToTask();

    /// <summary>Subscribes and leaves at once. Ends when the send has settled.</summary>
    public static Task Leave(SendObservable send, CancellationLevel level)
    {
        var settled = new TaskCompletionSource<SendResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        send.CancelOnUnsubscribe(level, settled.SetResult).Subscribe(Observer.Create<SendResult>(static _ => { }, static _ => { })).Dispose();
        return settled.Task;
    }

    /// <summary>The peer reads so many bytes.</summary>
    public async Task ReadAsync(long count)
    {
        var buffer = new byte[KernelBuffer];
        while (count > 0)
        {
            var read = await _peer.ReceiveAsync(buffer.AsMemory(0, (int)Math.Min(count, buffer.Length)));
            if (read == 0) throw new IOException($"the stream ended {count} bytes early");
            count -= read;
        }
    }

    /// <summary>What has happened until now; nothing is noted from here on.</summary>
    public Scenario Stop() => _recording.Stop();

    public async ValueTask DisposeAsync()
    {
        _recording.Dispose();
        await Socket.DisposeAsync();
        _peer.Dispose();
    }
}
