namespace MarbleTool.Recording;

/// <summary>A short script of sends and reads.</summary>
/// <param name="Name">A sentence.</param>
/// <param name="PlayAsync">Plays it on a fresh connection; returns when all has been told.</param>
internal sealed record Scene(string Name, Func<Connection, Task> PlayAsync);
