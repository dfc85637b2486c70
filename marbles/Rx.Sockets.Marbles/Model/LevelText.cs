namespace Rx.Sockets.Marbles.Model;

/// <summary>Levels as words: <c>total</c>, <c>total|partial</c>, <c>none</c>.</summary>
public static class LevelText
{
    private static readonly (string Word, CancellationLevel Level)[] Words =
    [
        ("total", CancellationLevel.Total), ("partial", CancellationLevel.Partial), ("terminal", CancellationLevel.Terminal),
    ];

    /// <summary>What can be written, for messages.</summary>
    public static string Choices => "total, partial, terminal, several joined by |, or none";

    /// <summary>The words of a level.</summary>
    public static string Of(CancellationLevel level) => level == CancellationLevel.None
        ? "none"
        : string.Join('|', Words.Where(w => level.HasFlag(w.Level)).Select(w => w.Word));

    /// <summary>Reads words.</summary>
    public static bool TryParse(string text, out CancellationLevel level)
    {
        ArgumentNullException.ThrowIfNull(text);
        level = CancellationLevel.None;
        if (text == "none") return true;
        foreach (var part in text.Split('|'))
        {
            var word = Array.Find(Words, w => w.Word == part);
            if (word.Word is null) return false;
            level |= word.Level;
        }

        return true;
    }
}
