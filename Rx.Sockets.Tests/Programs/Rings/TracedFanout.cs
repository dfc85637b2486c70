using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Reactive.Threading.Tasks;

namespace Rx.Sockets.Tests.Programs;

/// <summary>One message to many sockets of one loop, on its thread; the marks are questions after files that are not there.</summary>
internal static class TracedFanout
{
    public static async Task<int> RunAsync(int count)
    {
        using var loop = new SocketLoop(SocketEngineKind.Uring);
        var pairs = Enumerable.Range(0, count).Select(_ => new Pair(loop)).ToList();
        using var messages = new Subject<ReadOnlyMemory<byte>>();
        var sent = messages.SendTo(new SocketSet(pairs.Select(pair => pair.Socket))).LastAsync().ToTask();

        // The first one also joins the sockets, and makes the runtime compile.
        await Observable.Start(() => messages.OnNext(new byte[64]), loop);
        await Task.WhenAll(pairs.Select(pair => pair.Socket.WhenIdle()));
        await Observable.Start(() => SendBetweenMarks(messages), loop);
        messages.OnCompleted();
        Console.WriteLine($"{(await sent).Messages} sent");
        pairs.ForEach(pair => pair.Dispose());
        return 0;
    }

    private static void SendBetweenMarks(Subject<ReadOnlyMemory<byte>> messages)
    {
        File.Exists("/rx-sockets/begin");
        messages.OnNext(new byte[64]);
        File.Exists("/rx-sockets/end");
    }
}
