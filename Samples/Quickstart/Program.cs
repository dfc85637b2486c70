using System.Globalization;
using System.Net.Sockets;
using Quickstart.Readme;
using Quickstart.Scenes;
using Rx.Sockets;

namespace Quickstart;

/// <summary>Real bytes to a real peer, and the truth about them. Exit code 0: all counts agree; 1: not; 2: a wrong argument.</summary>
internal static class Program
{
    private const int GeneratedLength = 48 << 20;

    public static async Task<int> Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return await RunAsync(Arguments.Parse(args)) ? 0 : 1;
        }
        catch (Exception error) when (error is UsageException or PlatformNotSupportedException)
        {
            await Console.Error.WriteLineAsync($"quickstart: {error.Message}");
            return 2;
        }
        catch (Exception error) when (error is SocketException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"quickstart: {error.Message}");
            return 1;
        }
    }

    private static async Task<bool> RunAsync(Arguments arguments)
    {
        if (arguments.Help)
        {
            Console.WriteLine(Arguments.Usage);
            return true;
        }

        using var loop = new SocketLoop(arguments.Engine);
        var payload = arguments.File is { } file ? Payload.OfFile(file) : Payload.Generated(GeneratedLength);
        Console.WriteLine("Rx.Sockets quickstart\n");
        Page.Fact("engine", loop.EngineReason);
        Page.Fact("payload", $"{payload.Name}, {Page.Count(payload.Length)} bytes");
        var tape = arguments.Record is null ? null : new Tape();
        var agrees = arguments.To is { } to ? await RealPeer.RunAsync(loop, to, payload, tape) : await TourAsync(loop, payload, tape);
        tape?.Save(arguments.Record!);
        return agrees;
    }

    private static async Task<bool> TourAsync(SocketLoop loop, Payload payload, Tape? tape)
    {
        using var peer = new EmbeddedPeer(tape);
        Page.Fact("peer", $"{peer.EndPoint}, in this process");
        var agrees = await ShortSend.RunAsync(loop, peer);
        agrees &= await Transfer.RunAsync(loop, peer, payload);
        agrees &= await Backpressure.RunAsync(loop, peer);
        agrees &= await Unsubscribe.RunAsync(loop, peer);
        Page.Title(5, "The program of the README: cancelled after 200 ms, then completed");
        agrees &= await FirstSend.RunAsync();
        Console.WriteLine(agrees ? "\nAll counts agree." : "\nSOME COUNTS DO NOT AGREE.");
        return agrees;
    }
}
