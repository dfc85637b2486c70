using MarbleTool.Commands;
using Rx.Sockets.Marbles;

namespace MarbleTool;

/// <summary>Runs one command; says on <c>error</c>, in few lines, why it cannot.</summary>
internal static class Tool
{
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        try
        {
            var arguments = Arguments.Parse(args);
            return arguments.Command switch
            {
                "check" => CheckCommand.Run(arguments, output),
                "draw" => DrawCommand.Run(arguments, output),
                "gallery" => GalleryCommand.Run(arguments, output),
                "explain" => ExplainCommand.Run(arguments, output),
                "record" => RecordCommand.Run(arguments, output),
                _ => Help(output),
            };
        }
        catch (MarbleFormatException unreadable)
        {
            error.WriteLine(unreadable.Message);
            return ExitCode.Unreadable;
        }
        catch (Exception wrong) when (wrong is UsageException or IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            error.WriteLine(args.Count == 0 ? Arguments.Usage : $"marbles: {wrong.Message}");
            return ExitCode.Unreadable;
        }
    }

    private static int Help(TextWriter output)
    {
        output.WriteLine(Arguments.Usage);
        return ExitCode.Right;
    }
}
