namespace Quickstart;

/// <summary>The command line cannot be followed; the message is the one line that the user sees.</summary>
internal sealed class UsageException(string message) : Exception(message);
