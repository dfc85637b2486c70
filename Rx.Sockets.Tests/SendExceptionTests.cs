using System.Net.Sockets;

namespace Rx.Sockets.Tests;

public class SendExceptionTests
{
    [Fact]
    public void Result_and_inner_exception_are_inside()
    {
        var inner = new FormatException();
        var result = new SendResult(SocketError.OperationAborted, 3, CancellationLevel.Partial);
        var error = new SendException(result, inner);
        Assert.Equal(result, error.Result);
        Assert.Same(inner, error.InnerException);
        Assert.Equal(SocketError.OperationAborted, error.SocketErrorCode);
        Assert.Contains("cancelled at level Partial after 3 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_cause_there_is_no_inner_exception() =>
        Assert.Null(new SendException(new SendResult(SocketError.Shutdown, 0)).InnerException);

    [Fact]
    public void Failure_names_the_error_and_the_count() =>
        Assert.Contains(
            "failed: ConnectionReset, after 4 bytes",
            new SendException(new SendResult(SocketError.ConnectionReset, 4)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Unknown_errno_keeps_its_number()
    {
        var error = new SendException(new SendResult((SocketError)133, 0));
        Assert.Equal((SocketError)133, error.SocketErrorCode);
        Assert.Equal(133, error.NativeErrorCode);
    }

    [Fact]
    public void Unspecified_error_can_be_thrown() =>
        Assert.Equal(SocketError.SocketError, new SendException(default).SocketErrorCode);

    [Fact]
    public void Success_is_refused() =>
        Assert.Throws<ArgumentException>(() => new SendException(new SendResult(SocketError.Success, 1)));
}
