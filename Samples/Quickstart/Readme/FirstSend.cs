// snippet: first-send
using System.Net;
using System.Net.Sockets;
using System.Reactive.Linq;
using Rx.Sockets;
// end

namespace Quickstart.Readme;

/// <summary>The program of the README, word for word: a test compares them.</summary>
internal static class FirstSend
{
    public static async Task<bool> RunAsync()
    {
        // snippet: first-send
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndpoint);
        using var peer = listener.AcceptSocket();                                 // connected, reads nothing yet

        await using var socket = new RxSocket(client);
        BufferSequence frame = new byte[50_000_000];
        var settled = new TaskCompletionSource<SendResult>();
        socket.AsyncWrite(frame)                                                  // cold: begins at Subscribe
            .CancelOnUnsubscribe(CancellationLevel.Partial, settled.SetResult)
            .TakeUntil(Observable.Timer(TimeSpan.FromSeconds(0.2))).Subscribe();  // unsubscribes, half-way
        var (error, sent) = await settled.Task;                                   // the exact count, all the same
        Console.WriteLine($"{error}: {sent:N0} bytes are out, the socket is {socket.State}");

        var reading = new NetworkStream(peer).ReadAtLeastAsync(new byte[50_000_000], 50_000_000).AsTask();
        var rest = await socket.AsyncWrite(frame.From(sent));                     // an await subscribes, too
        Console.WriteLine($"{rest.Error}: {rest.BytesTransferred:N0} more, the peer has read {await reading:N0}");
        // end
        return sent > 0 && sent + rest.BytesTransferred == await reading;
    }
}
