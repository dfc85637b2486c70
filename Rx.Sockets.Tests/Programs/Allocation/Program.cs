// Bytes allocated by the whole process for each send, in every way of sending. A process of its own: nobody else allocates.
using System.Globalization;
using System.Net.Sockets;
using Rx.Sockets;
using Rx.Sockets.Tests.Programs;

const int Sends = 5_000; // a third of what the kernel holds at the worst: nobody reads while a round goes on
const int Rounds = 7; // the first ones also compile
const int Batch = 500;
const int Waits = 200;

var (local, peer) = Pair.Connect();
await using var socket = new RxSocket(local, new RxSocketOptions { Engine = Enum.Parse<SocketEngineKind>(args[0]) });
var (plain, plainPeer) = Pair.Connect();

var message = new byte[64];
var longMessage = new byte[2048];
var held = socket.AsyncSend(message);
var counter = new Counter();
Action<SocketError, long> handler = counter.OnOutcome;
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
await Measure("value-task", async () =>
{
    for (var i = 0; i < Sends; i++)
        await socket.AsyncSend(message, Use.ValueTask);
});
var tuples = Use.ValueTask.AsTuple().AsDefaultOn(socket);
await Measure("value-task-as-tuple", async () =>
{
    for (var i = 0; i < Sends; i++)
        await tuples.AsyncSend(message);
});
await Measure("callback-one-at-a-time", () =>
{
    for (var i = 0; i < Sends; i++)
    {
        socket.AsyncSend(message, Use.Callback(handler));
        counter.Await(1);
    }

    return Task.CompletedTask;
});
await Measure("callback-many-at-a-time", () =>
{
    for (var i = 0; i < Sends; i += Batch)
    {
        for (var j = 0; j < Batch; j++)
            socket.AsyncSend(message, Use.Callback(handler));
        counter.Await(Batch);
    }

    return Task.CompletedTask;
});
await Measure("task", async () =>
{
    for (var i = 0; i < Sends; i++)
        await socket.AsyncSend(message, Use.Task);
});
await Measure("socket-task", async () =>
{
    for (var i = 0; i < Sends; i++)
        await plain.SendAsync(message.AsMemory(), SocketFlags.None).AsTask();
});

var room = new SendToOptions { Capacity = 4 * 1024 * 1024 };
foreach (var (way, options) in new[] { ("stream", room), ("stream-framed", room with { Framing = Framing.LengthPrefixed(4) }) })
{
    var tap = new Tap();
    using var stream = tap.SendTo(socket, options).Subscribe(tap);
    await Measure($"{way}-one-at-a-time", () =>
    {
        for (var i = 0; i < Sends; i++)
        {
            tap.HandOver(message);
            tap.Await();
        }

        return Task.CompletedTask;
    });
    await Measure($"{way}-burst", () =>
    {
        for (var i = 0; i < Sends; i++)
            tap.HandOver(message);
        tap.Await();
        return Task.CompletedTask;
    });
}

// A peer that reads nothing: all but the first messages are dropped, and what they lay in is used again.
var (stalled, _) = Pair.Connect();
await using var full = new RxSocket(stalled, new RxSocketOptions { Engine = Enum.Parse<SocketEngineKind>(args[0]) });
foreach (var (way, overflow) in new[] { ("drop-newest", Overflow.DropNewest), ("drop-oldest", Overflow.DropOldest), ("latest", Overflow.Latest(static _ => 0)) })
{
    var tap = new Tap();
    var drops = new SendToOptions { Capacity = 256 * 1024, Overflow = overflow };
    using var stream = tap.SendTo(full, drops).Subscribe(tap);
    await Measure($"stream-{way}", () =>
    {
        for (var i = 0; i < Sends; i++)
            tap.HandOver(longMessage);
        return Task.CompletedTask;
    });
}

// From here on nothing fits: most writes have to wait for the peer. A thread of its own reads, and allocates nothing.
var large = new byte[4 * 1024 * 1024];
Pair.Drain(peer);
await MeasureWaits("value-task-waits", () =>
{
    counter.Take(socket.AsyncWrite(large, Use.ValueTask));
    return Task.CompletedTask;
});
await MeasureWaits("callback-waits", () =>
{
    socket.AsyncWrite(large, Use.Callback(handler));
    counter.Await(1);
    return Task.CompletedTask;
});

var heldUp = new Tap();
using var blocked = heldUp.SendTo(socket, new SendToOptions { Overflow = Overflow.Block }).Subscribe(heldUp);
await MeasureWaits("stream-waits-100", () =>
{
    for (var i = 0; i < 100; i++)
        heldUp.HandOver(longMessage);
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
        foreach (var end in (Socket[])[peer, plainPeer])
        {
            while (end.Available > 0)
                end.Receive(drained);
        }
    }

    Print(way, least);
}

async Task MeasureWaits(string way, Func<Task> send)
{
    var least = double.MaxValue;
    for (var i = 0; i < Rounds; i++)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var j = 0; j < Waits; j++)
            await send();
        least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Waits);
    }

    Print(way, least);
}

void Print(string way, double bytes) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{way} {bytes:F2}"));
