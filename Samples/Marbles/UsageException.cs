namespace MarbleTool;

/// <summary>An argument that cannot be understood, in one line.</summary>
internal sealed class UsageException(string message) : Exception(message);
