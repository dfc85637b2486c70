using System.Diagnostics;

namespace Benchmarks.Peers;

/// <summary>This program, to be started once more.</summary>
internal static class Self
{
    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments, bool redirect)
    {
        var path = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(path) == "dotnet";
        var all = isHost ? arguments.Prepend(typeof(Self).Assembly.Location) : arguments;
        return new ProcessStartInfo(path, all) { RedirectStandardInput = redirect, RedirectStandardOutput = redirect };
    }
}
