namespace Rx.Sockets.Tests.Programs;

/// <summary>Loops end while sends wait in their rings.</summary>
internal static class Ends
{
    private const int Loops = 50;
    private const int Sockets = 20;

    public static async Task<int> RunAsync()
    {
        for (var i = 0; i < Loops; i++)
            await EndOneAsync();
        return await TellWhatIsLeftAsync();
    }

    public static async Task<int> TellWhatIsLeftAsync()
    {
        await Descriptors.FallToAsync(0, "io_uring", "eventfd");
        Console.WriteLine($"rings {Descriptors.Count("io_uring")}, eventfds {Descriptors.Count("eventfd")}");
        return 0;
    }

    private static async Task EndOneAsync()
    {
        var loop = new SocketLoop(SocketEngineKind.Uring);
        var pairs = Enumerable.Range(0, Sockets).Select(_ => new Pair(loop)).ToList();
        var sends = pairs.ConvertAll(pair => pair.Socket.AsyncWrite(new byte[16 * 1024 * 1024], Use.Task));
        loop.Dispose();
        foreach (var send in sends)
        {
            try
            {
                await send;
            }
            catch (SendException)
            {
                // Stopped by the end of the loop.
            }
        }

        pairs.ForEach(pair => pair.Dispose());
    }
}
