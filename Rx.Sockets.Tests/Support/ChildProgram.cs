using System.Diagnostics;
using System.Reflection;

namespace Rx.Sockets.Tests.Support;

/// <summary>The small programs under Programs/, run in a process of their own.</summary>
public static class ChildProgram
{
    /// <summary>The built program, to be given to <c>dotnet</c>.</summary>
    public static string PathOf(string name) => Path.Combine(Fact("Programs"), name, "bin", Fact("Configuration"), Fact("Framework"), $"{name}.dll");

    /// <summary>Runs a command to its end, which must be a good one, and returns what it printed.</summary>
    public static async Task<string> RunAsync(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().Within();
            Assert.True(process.ExitCode == 0, $"{command} ended with {process.ExitCode}: {await errors.Within()}");
            return await output.Within();
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static string Fact(string key) =>
        typeof(ChildProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == key).Value!;
}
