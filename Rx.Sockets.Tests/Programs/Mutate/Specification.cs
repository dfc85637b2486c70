using Rx.Sockets.Marbles;

namespace Rx.Sockets.Tests.Programs.Mutate;

/// <summary>The marble specification, run until the first scenario that is red. In a process of its own, on whatever Rx.Sockets.dll
/// lies beside it.</summary>
internal static class Specification
{
    public const int Green = 0;
    public const int Red = 1;

    public static int Run(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.marble", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (FirstRed(path) is not { } red) continue;
            Console.WriteLine($"{Path.GetRelativePath(folder, path)}: {red}");
            return Red;
        }

        return Green;
    }

    private static string? FirstRed(string path)
    {
        try
        {
            var file = MarbleReader.Load(path);
            return file.Scenarios.Where(s => !s.IsRecorded).FirstOrDefault(s => !MarbleTest.Check(file, s).Passed)?.Name;
        }
        catch (Exception error)
        {
            return $"{error.GetType().Name}: {error.Message.Split('\n')[0]}";
        }
    }
}
