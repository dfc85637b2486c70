namespace MarbleTool;

/// <summary>What a build server is told.</summary>
internal static class ExitCode
{
    /// <summary>Every scenario did what it says.</summary>
    public const int Right = 0;

    /// <summary>One did not; or no recording has the shape that it should have.</summary>
    public const int Failed = 1;

    /// <summary>A file cannot be read, or not be run without C#, or an argument is wrong.</summary>
    public const int Unreadable = 2;
}
