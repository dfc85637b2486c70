namespace Rx.Sockets.Tests.Programs;

/// <summary>Loops end while the kernel reads registered memory, which it would do for ever.</summary>
internal static class Notices
{
    private const int Loops = 20;
    private const int Sockets = 10;

    public static async Task<int> RunAsync()
    {
        await using var registration = new BufferRegistration(new byte[16 * 1024 * 1024]);
        for (var i = 0; i < Loops; i++)
            await EndOneAsync(registration);
        await registration.WhenFree();
        return await Ends.TellWhatIsLeftAsync();
    }

    private static async Task EndOneAsync(BufferRegistration registration)
    {
        var loop = new SocketLoop(SocketEngineKind.Uring);
        var atOnce = new ZeroCopyOptions { Linger = TimeSpan.Zero };
        var pairs = Enumerable.Range(0, Sockets).Select(_ => new Pair(loop, atOnce)).ToList();
        foreach (var pair in pairs)
            await pair.Socket.AsyncSend(registration.Buffers[0]);
        if (registration.Outstanding == 0) throw new InvalidOperationException("The kernel reads nothing any more, so there is nothing to see here.");
        loop.Dispose();
        pairs.ForEach(static pair => pair.Dispose());
    }
}
