using HonestCancel.Torture;

namespace Rx.Sockets.Tests.Programs;

/// <summary>Thousands of random cancellations: how many descriptors there were before, and are after.</summary>
internal static class Leaks
{
    public static async Task<int> RunAsync(int count)
    {
        await TortureAsync(500); // the runtime opens what it keeps
        var before = Descriptors.Count();
        await TortureAsync(count);
        Console.WriteLine(await Descriptors.FallToAsync(before) ? "none left" : $"{before} before, {Descriptors.Count()} after");
        return 0;
    }

    private static Task<Tally> TortureAsync(int count) =>
        new TortureRun(new TortureOptions { Engine = SocketEngineKind.Uring, Count = count, Seed = count }).RunAsync();
}
