namespace HonestCancel.Torture;

/// <summary>A promise was broken; the message says which, and the seed that found it.</summary>
public sealed class TortureException(string message, Exception? innerException = null) : Exception(message, innerException);
