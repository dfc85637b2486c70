using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Rx.Sockets;

/// <summary>A send that did not succeed, a cancelled one included; <see cref="Result"/> says how far it came.</summary>
/// <remarks>
/// Delivered by <c>OnError</c> and thrown by <c>await</c>, a new instance each time. A cancellation carries
/// <see cref="SocketError.OperationAborted"/>; the exception of a failed cancellation signal is the inner exception.
/// </remarks>
public sealed class SendException : SocketException
{
    /// <summary>Wraps an outcome that is not a success.</summary>
    /// <param name="result">The outcome.</param>
    /// <param name="innerException">What made it so, if user code did.</param>
    /// <exception cref="ArgumentException"><paramref name="result"/> is a success.</exception>
    public SendException(SendResult result, Exception? innerException = null)
        : base((int)result.Error, Describe(result))
    {
        if (result.IsSuccess)
            throw new ArgumentException("A success is not an exception; deliver it by OnNext.", nameof(result));
        Result = result;
        if (innerException is not null)
            InnerExceptionOf(this) = innerException;
    }

    /// <summary>The outcome: the error, the exact number of bytes taken, and the level of a granted cancellation.</summary>
    public SendResult Result { get; }

    private static string Describe(SendResult result) => result.Cancelled == CancellationLevel.None
        ? $"The send failed: {result.Error}, after {result.BytesTransferred} bytes."
        : $"The send was cancelled at level {result.Cancelled} after {result.BytesTransferred} bytes.";

    // SocketException has no constructor that takes an inner exception, and InnerException is not virtual.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    private static extern ref Exception? InnerExceptionOf(Exception exception);
}
