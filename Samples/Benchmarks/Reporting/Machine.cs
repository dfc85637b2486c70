using System.Runtime.InteropServices;
using Benchmarks.Peers;

namespace Benchmarks.Reporting;

/// <summary>Where and how the numbers came about.</summary>
internal sealed record Machine(string Processor, int Cores, string Kernel, string Runtime, string Pinned, string Command, int Seed, int Rounds)
{
    public static Machine Describe(Arguments arguments, Cores cores) => new(
        ProcessorName(),
        Directory.Exists("/sys/devices/system/cpu") ? Directory.GetDirectories("/sys/devices/system/cpu", "cpu?*").Count(IsCore) : 0,
        File.Exists("/proc/sys/kernel/osrelease") ? File.ReadAllText("/proc/sys/kernel/osrelease").Trim() : RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        $"sender on core {cores.Sender}, peer on core {cores.Peer}",
        CommandOf(arguments),
        arguments.Seed,
        arguments.Rounds);

    public override string ToString() =>
        $"{Processor}, {Cores} cores; Linux {Kernel}; {Runtime}; {Pinned}\n{Command}";

    private static string CommandOf(Arguments arguments) =>
        "dotnet run -c Release --project Samples/Benchmarks -- compare"
        + (arguments.Only.Count > 0 ? $" --only {string.Join(',', arguments.Only)}" : "")
        + $" --rounds {arguments.Rounds} --seed {arguments.Seed}"
        + (arguments.Everything ? " --everything" : "");

    private static bool IsCore(string folder) => Path.GetFileName(folder)[3..].All(char.IsAsciiDigit);

    private static string ProcessorName()
    {
        if (!File.Exists("/proc/cpuinfo")) return RuntimeInformation.ProcessArchitecture.ToString();
        var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
