using System.Reactive.Concurrency;
using System.Reactive.Linq;
using Rx.Sockets;
using Rx.Sockets.Marbles;
using Rx.Sockets.Marbles.Running;

namespace TestYourPipeline;

/// <summary>Runs the diagrams. Exit code 0: all did what they say; 1: not; 2: a file that cannot be read, or an
/// argument: there are none.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        if (args.Length > 0)
        {
            (args is ["--help" or "-h"] ? Console.Out : Console.Error).WriteLine("usage: dotnet run --project Samples/TestYourPipeline, without arguments");
            return args is ["--help" or "-h"] ? 0 : 2;
        }

        var codes = new[]
        {
            Run("heartbeat.marble", () => MarbleTest.Run(PathOf("heartbeat.marble"), world => world.Bind("beat", Beats(world.Socket, world.Scheduler)))),
            Run("reconnect.marble", () => MarbleTest.Run(PathOf("reconnect.marble"), world => world.Bind("beat", Reconnecting(world)))),
            Run("quotes.marble", () => MarbleTest.Run(PathOf("quotes.marble"), world => world.Bind("feed", Feed(world)))),
            Run("Fluent.LeavingBetweenBeats", () => Fluent.LeavingBetweenBeats(Beats).Run()),
        };
        return codes.Max();
    }

    // Times are ticks of the diagram.
    private static IObservable<SendResult> Beats(RxSocket socket, IScheduler scheduler) =>
        Heartbeat.Beats(socket, TimeSpan.FromTicks(5), TimeSpan.FromTicks(4), scheduler);

    private static IObservable<SendResult> Reconnecting(MarbleWorld world) => Heartbeat.Reconnecting(
        Observable.Defer(() =>
        {
            world.Log("connect");
            return Observable.Return<RxSocket>(world.Socket, ImmediateScheduler.Instance);
        }),
        socket => Beats(socket, world.Scheduler),
        TimeSpan.FromTicks(3),
        attempts: 2,
        world.Scheduler);

    // What the file feeds is a stream like any other: its messages are the texts of lane "quotes".
    private static IObservable<SendProgress> Feed(MarbleWorld world) => Quotes.Publish(world["quotes"].Select(quote => (string)quote!), world.Socket);

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static int Run(string name, Action test)
    {
        try
        {
            test();
            Console.WriteLine($"pass  {name}");
            return 0;
        }
        catch (MarbleFailedException failed)
        {
            Console.WriteLine($"FAIL  {name}\n\n{failed.Message}");
            return 1;
        }
        catch (MarbleFormatException unreadable)
        {
            Console.WriteLine($"FAIL  {name}\n\n{unreadable.Message}");
            return 2;
        }
    }
}
