using System.Diagnostics;

namespace Rx.Sockets.Tests.Programs.Mutate;

/// <summary>A temporary copy of this program, whose Rx.Sockets.dll is replaced by one mutant after the other.</summary>
internal sealed class Bench : IDisposable
{
    // A mutant that loses a wake-up or goes round in circles is red as well.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rxs-mutate");
    private readonly string _marbles;

    public Bench(string marbles)
    {
        _marbles = marbles;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
    }

    public string Library => Path.Combine(_folder.FullName, "Rx.Sockets.dll");

    /// <summary>What turned red first; null: nothing did.</summary>
    public string? FirstRed()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(_folder.FullName, "Mutate.dll"), "--check", _marbles])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            process.WaitForExit();
            return $"nothing after {Limit.TotalSeconds} s";
        }

        if (process.ExitCode == Specification.Green) return null;
        return output.GetAwaiter().GetResult() is { Length: > 0 } said ? said.Trim() : $"exit code {process.ExitCode}";
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
