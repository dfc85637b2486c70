using System.Globalization;
using Rx.Sockets;
using Tokens.Rows;

namespace Tokens;

/// <summary>The same send by every completion token, and what each returned. Exit code 0: all counts agree; 1: not; 2: a wrong
/// argument.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(Arguments.Usage);
            return 0;
        }

        try
        {
            return await RunAsync(Arguments.Parse(args)) ? 0 : 1;
        }
        catch (Exception error) when (error is ArgumentException or PlatformNotSupportedException)
        {
            await Console.Error.WriteLineAsync($"tokens: {error.Message}; {Arguments.Usage}");
            return 2;
        }
        catch (TimeoutException)
        {
            await Console.Error.WriteLineAsync("tokens: the counts do not agree: bytes that were reported have not come");
            return 1;
        }
    }

    private static async Task<bool> RunAsync(Arguments arguments)
    {
        using var loop = new SocketLoop(arguments.Engine);
        await using var desk = await Desk.OpenAsync(loop, arguments.Bytes);
        Console.WriteLine($"One write of {arguments.Bytes:N0} bytes by every completion token; engine {loop.EngineReason}");
        var agrees = true;
        agrees &= await Table.PrintAsync("Tokens", desk, ReadyTokens.All);
        agrees &= await Table.PrintAsync("Adapters", desk, Adapters.All);
        agrees &= await Table.PrintAsync("Adapters that stop a write: the peer does not read, the count is exact", desk, Stops.All);
        agrees &= await Table.PrintAsync("Defaults, and a token of one's own", desk, OwnTokens.All);
        agrees &= await desk.CloseAsync();
        Console.WriteLine($"\n{desk.Reported:N0} bytes reported, {desk.Received:N0} received. {(agrees ? "All counts agree." : "SOME COUNTS DO NOT AGREE.")}");
        return agrees;
    }
}
