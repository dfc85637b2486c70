namespace Rx.Sockets.Tests.Architecture;

/// <summary>A file of one part of the library names a type of another.</summary>
/// <param name="At">File and line.</param>
/// <param name="From">The part that names it.</param>
/// <param name="Namespace">Where the type lives.</param>
/// <param name="Type">Its name.</param>
public sealed record Mention(string At, string From, string Namespace, string Type)
{
    public bool IsRx => Namespace.StartsWith("System.Reactive", StringComparison.Ordinal);

    /// <summary>The part that is named, or "Rx".</summary>
    public string To => IsRx ? "Rx" : LibraryModel.PartOf(Namespace);
}
