using System.Diagnostics;
using HonestCancel;
using HonestCancel.Torture;
using Rx.Sockets;

// The runtime opens some descriptors once and keeps them.
const int FirstOnes = 500;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(Arguments.Usage);
    return 0;
}

Arguments arguments;
try
{
    arguments = Arguments.Parse(args);
}
catch (ArgumentException error)
{
    Console.Error.WriteLine($"{error.Message}; {Arguments.Usage}");
    return 2;
}

var options = new TortureOptions { Engine = arguments.Engine, Count = arguments.Count, Seed = arguments.Seed };
try
{
    using (var probe = new SocketLoop(options.Engine, ownThread: false))
        Console.WriteLine($"engine {probe.EngineReason}; {options.Count} cancellations, --seed {options.Seed}");
    await new TortureRun(options with { Count = FirstOnes }).RunAsync();
    var open = Leftovers.OpenDescriptors();
    var watch = Stopwatch.StartNew();
    var tally = await new TortureRun(options).RunAsync();
    var ours = watch.Elapsed;
    var left = await Leftovers.FindAsync(tally.Held, open);
    watch.Restart();
    var baseline = new SocketBaseline(options);
    await baseline.RunAsync();
    Report.Print(Console.Out, tally, left, baseline);
    Console.WriteLine($"{tally.Connections} connections, {ours.TotalSeconds:F1} s, and {watch.Elapsed.TotalSeconds:F1} s for Socket.SendAsync");
    return tally.Unaccounted == 0 && left.IsNothing ? 0 : 1;
}
catch (PlatformNotSupportedException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}
catch (TortureException error)
{
    Console.Error.WriteLine($"the counts do not agree: {error.Message}");
    return 1;
}
