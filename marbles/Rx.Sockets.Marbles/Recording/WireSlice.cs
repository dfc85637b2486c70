namespace Rx.Sockets.Marbles.Recording;

/// <summary>What one native send took.</summary>
/// <param name="At">When, in microseconds.</param>
/// <param name="Send">Of which send.</param>
/// <param name="From">Its first byte.</param>
/// <param name="To">The byte behind its last.</param>
internal readonly record struct WireSlice(long At, string Send, long From, long To)
{
    /// <summary>As the notation writes it.</summary>
    public string Text => $"{Send}[{From}..{To}]";
}
