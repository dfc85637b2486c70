using System.Globalization;

namespace MarbleTool;

/// <summary>Checks, draws and explains marble files.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return Tool.Run(args, Console.Out, Console.Error);
    }
}
