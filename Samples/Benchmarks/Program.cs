using System.Globalization;
using Benchmarks;
using Benchmarks.Micro;
using Benchmarks.Native;
using Benchmarks.Peers;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    if (args is ["--help" or "-h"])
    {
        Console.WriteLine(Arguments.Usage);
        return 0;
    }

    if (args.Length == 1 && PeerCommand.TryRun(args[0])) return 0;
    if (args is ["micro", .. var options]) return MicroCommand.Run(MicroArguments.Parse(options));
    var arguments = Arguments.Parse(args);
    if (arguments.Cores is { } cores) return await Session.RunAsync(arguments, cores);

    // Once more, on one core from the beginning: then its runtime knows that it has one, and does not spin for the others.
    cores = Cores.Choose();
    CpuSet.Pin(cores.Sender);
    using var pinned = System.Diagnostics.Process.Start(Self.StartInfo([.. args, "--cores", cores.ToString()], redirect: false))!;
    await pinned.WaitForExitAsync();
    return pinned.ExitCode;
}
catch (UsageException error)
{
    await Console.Error.WriteLineAsync($"benchmarks: {error.Message}\n{Arguments.Usage}");
    return 2;
}
catch (PlatformNotSupportedException error)
{
    await Console.Error.WriteLineAsync($"benchmarks: {error.Message}");
    return 2;
}
