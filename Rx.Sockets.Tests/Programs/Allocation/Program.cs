// Bytes allocated by the whole process for each send, in three ways of sending. A process of its own: nobody else allocates.
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Rx.Sockets;
using Rx.Sockets.Tests.Programs;

const int Sends = 20_000;
const int Rounds = 7; // the first ones also compile
const int Batch = 500;

using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
listener.Listen(1);
var local = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
local.Connect(listener.LocalEndPoint!);
using var peer = listener.Accept();
await using var socket = new RxSocket(local, new RxSocketOptions { Engine = Enum.Parse<SocketEngineKind>(args[0]) });

var message = new byte[64];
var held = socket.AsyncSend(message);
var counter = new Counter();
var drained = new byte[64 * 1024];

await Measure("await-held", async () =>
{
    for (var i = 0; i < Sends; i++)
        await held;
});
await Measure("await-fresh", async () =>
{
    for (var i = 0; i < Sends; i++)
        await socket.AsyncSend(message);
});
await Measure("subscribe-held", () =>
{
    for (var i = 0; i < Sends; i += Batch)
    {
        for (var j = 0; j < Batch; j++)
            held.Subscribe(counter);
        counter.Await(Batch);
    }

    return Task.CompletedTask;
});

// What a round sends fits into the kernel, so no send has to wait. The least of the rounds counts: noise only ever adds.
async Task Measure(string way, Func<Task> round)
{
    var least = double.MaxValue;
    for (var i = 0; i < Rounds; i++)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await round();
        least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Sends);
        while (peer.Available > 0)
            peer.Receive(drained);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{way} {least:F2}"));
}
