using System.Reactive.Threading.Tasks;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Cancellation;

/// <summary>On the thread pool everything may overlap: the function with requests, its steps with the loop.</summary>
public class ComposeOnThePoolTests
{
    [Theory, ClassData(typeof(BothEnginesAndWires))]
    public async Task Frames_of_many_composers_stay_whole(SocketEngineKind engine, Wire wire)
    {
        await using var pair = RxPair.Threaded(engine, wire);
        var reading = pair.Peer.ReadToEndAsync();
        var sends = Enumerable.Range(0, 50).Select(n => Task.Run(() => pair.Socket.Compose(self => Numbered(self, (byte)n)).ToTask())).ToArray();
        var results = await Task.WhenAll(sends).Within();
        await pair.Socket.DisposeAsync().AsTask().Within();
        var received = await reading.Within();
        Assert.All(results, result => Assert.Equal(30, result.BytesTransferred));
        Assert.Equal(50 * 30, received.Length);
        Assert.All(received.Chunk(30), frame => Assert.Single(frame.Distinct()));
    }

    private static async Task Numbered(ComposedSend self, byte number)
    {
        byte[] part = [.. Enumerable.Repeat(number, 10)];
        await self.AsyncWrite(part);
        await Task.Yield();
        await self.AsyncWrite(part);
        await self.AsyncSend(part).ToTask();
    }
}
