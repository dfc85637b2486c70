namespace Benchmarks;

/// <summary>A wrong command line; the message is for the user.</summary>
internal sealed class UsageException(string message) : Exception(message);
