using System.Globalization;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

/// <summary>The bytes that a send allocates, of all that its process allocates; in a process of its own.</summary>
public sealed class AllocationTests
{
    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_send_allocates_no_more_than_promised(SocketEngineKind engine)
    {
        var printed = await ChildProgram.RunAsync("dotnet", ChildProgram.PathOf("Allocation"), engine.ToString());
        var bytes = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .ToDictionary(words => words[0], words => double.Parse(words[1], CultureInfo.InvariantCulture));

        // A byte more than promised: the round itself, spread over its sends.
        Assert.InRange(bytes["await-held"], 0, 0 + 1);
        Assert.InRange(bytes["await-fresh"], 0, 104 + 1);
        Assert.InRange(bytes["subscribe-held"], 0, 72 + 1);
        Assert.InRange(bytes["value-task"], 0, 0 + 1);
        Assert.InRange(bytes["value-task-as-tuple"], 0, 0 + 1);
        Assert.InRange(bytes["callback-one-at-a-time"], 0, 72 + 1);
        Assert.InRange(bytes["callback-many-at-a-time"], 0, 72 + 1);
        foreach (var stream in (string[])["stream-one-at-a-time", "stream-burst", "stream-framed-one-at-a-time", "stream-framed-burst"])
            Assert.InRange(bytes[stream], 0, 0 + 1);
        foreach (var stream in (string[])["stream-drop-newest", "stream-drop-oldest"])
            Assert.InRange(bytes[stream], 0, 0 + 1);
        Assert.InRange(bytes["stream-latest"], 0, 64); // a copy of those that are left, once for more than a hundred messages of 2,048 bytes
        if (engine == SocketEngineKind.Epoll) // Portable asks the runtime to wait, and that costs
        {
            Assert.InRange(bytes["value-task-waits"], 0, 0 + 1);
            Assert.InRange(bytes["callback-waits"], 0, 72 + 1);
            Assert.InRange(bytes["stream-waits-100"], 0, 200); // what a source waits for that is blocked, once in hundreds of messages
        }

        Assert.True(bytes["task"] <= bytes["socket-task"], $"Use.Task: {bytes["task"]}, Socket.SendAsync(...).AsTask(): {bytes["socket-task"]}");
    }
}
