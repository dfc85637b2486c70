namespace Rx.Sockets.Marbles.Running;

/// <summary>One thing that happened.</summary>
internal sealed class SeenItem(string text, string? alternative = null)
{
    /// <summary>In canonical form. A verdict may come later than its request.</summary>
    public string Text { get; set; } = text;

    /// <summary>Another way to write it: bytes as a slice of their send.</summary>
    public string? Alternative => alternative;

    public bool Is(string written) => written == Text || written == alternative;
}
