using System.Net.Sockets;

namespace Rx.Sockets;

/// <summary>The one outcome of one send: an error code and the exact number of bytes that the kernel took.</summary>
/// <remarks><c>default(SendResult)</c> is an unspecified error, never a success.</remarks>
public readonly record struct SendResult
{
    // Stored shifted so that the bits of default(SendResult) read as SocketError.SocketError (-1).
    private readonly int _errorPlusOne;

    /// <summary>Makes an outcome.</summary>
    /// <param name="error">What happened; <see cref="SocketError.Success"/> or the error.</param>
    /// <param name="bytesTransferred">Bytes that the kernel took; not negative.</param>
    /// <param name="cancelled">The level at which a cancellation was granted, if one was.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count.</exception>
    public SendResult(SocketError error, long bytesTransferred, CancellationLevel cancelled = CancellationLevel.None)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytesTransferred);
        _errorPlusOne = unchecked((int)error + 1);
        BytesTransferred = bytesTransferred;
        Cancelled = cancelled;
    }

    /// <summary>What happened. An errno without a name in <see cref="SocketError"/> keeps its number.</summary>
    public SocketError Error => unchecked((SocketError)(_errorPlusOne - 1));

    /// <summary>How many bytes of this send the kernel took, whatever the outcome.</summary>
    public long BytesTransferred { get; }

    /// <summary>The guarantee that was given if the send was cancelled, else <see cref="CancellationLevel.None"/>.</summary>
    public CancellationLevel Cancelled { get; }

    /// <summary>Whether <see cref="Error"/> is <see cref="SocketError.Success"/>.</summary>
    public bool IsSuccess => Error == SocketError.Success;

    /// <summary>Splits the outcome into the two arguments of Asio's completion handler.</summary>
    public void Deconstruct(out SocketError error, out long bytesTransferred)
    {
        error = Error;
        bytesTransferred = BytesTransferred;
    }

    /// <summary>For logs: the error, the count and the level.</summary>
    public override string ToString() => Cancelled == CancellationLevel.None
        ? $"{Error}, {BytesTransferred} bytes"
        : $"{Error}, {BytesTransferred} bytes, cancelled {Cancelled}";
}
