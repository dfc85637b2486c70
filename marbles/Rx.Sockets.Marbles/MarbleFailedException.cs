namespace Rx.Sockets.Marbles;

/// <summary>Scenarios did not do what they say. The message is the file as it would be right, with the wrong lanes marked.</summary>
public sealed class MarbleFailedException : Exception
{
    /// <summary>Wraps results.</summary>
    public MarbleFailedException(IReadOnlyList<ScenarioResult> failed)
        : base(string.Join("\n\n", failed.Select(f => f.Describe()))) => Failed = failed;

    /// <summary>Those that failed.</summary>
    public IReadOnlyList<ScenarioResult> Failed { get; }
}
