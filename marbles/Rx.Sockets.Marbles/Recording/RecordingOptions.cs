namespace Rx.Sockets.Marbles.Recording;

/// <summary>What a recording is called, and how much of a run it holds.</summary>
public sealed record RecordingOptions
{
    /// <summary>One line, unique in a file.</summary>
    public string Name { get; init; } = "a recorded run";

    /// <summary>How many sends are drawn; with the next one the recording ends. It holds their buffers until it is stopped.</summary>
    public int MaxSends { get; init; } = 12;

    /// <summary>How wide the diagram may be.</summary>
    public int Columns { get; init; } = 100;

    /// <summary>Whose time is drawn.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal RecordingOptions Checked()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.AsSpan().ContainsAny('\n', '\r', '\t')) throw new ArgumentException("One line, without tabs.", nameof(Name));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSends, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Columns, 40);
        ArgumentNullException.ThrowIfNull(Clock);
        return this;
    }
}
