using System.Net.Sockets;

namespace Rx.Sockets.Tests;

public class SendResultTests
{
    [Fact]
    public void Default_is_an_unspecified_error()
    {
        var result = default(SendResult);
        Assert.Equal(SocketError.SocketError, result.Error);
        Assert.False(result.IsSuccess);
        Assert.Equal(0, result.BytesTransferred);
        Assert.Equal(CancellationLevel.None, result.Cancelled);
    }

    [Theory]
    [InlineData(SocketError.Success)]
    [InlineData(SocketError.SocketError)]
    [InlineData(SocketError.ConnectionReset)]
    [InlineData((SocketError)133)]
    [InlineData((SocketError)int.MaxValue)]
    [InlineData((SocketError)int.MinValue)]
    public void Error_comes_back_as_it_went_in(SocketError error)
    {
        var result = new SendResult(error, 5);
        Assert.Equal(error, result.Error);
        Assert.Equal(error == SocketError.Success, result.IsSuccess);
    }

    [Fact]
    public void Deconstructs_into_the_arguments_of_asios_handler()
    {
        var (error, bytes) = new SendResult(SocketError.Shutdown, 7, CancellationLevel.Partial);
        Assert.Equal((SocketError.Shutdown, 7L), (error, bytes));
    }

    [Fact]
    public void Equality_looks_at_all_three()
    {
        var result = new SendResult(SocketError.OperationAborted, 7, CancellationLevel.Partial);
        Assert.Equal(new SendResult(SocketError.OperationAborted, 7, CancellationLevel.Partial), result);
        Assert.NotEqual(new SendResult(SocketError.OperationAborted, 8, CancellationLevel.Partial), result);
        Assert.NotEqual(new SendResult(SocketError.OperationAborted, 7, CancellationLevel.Total), result);
        Assert.NotEqual(new SendResult(SocketError.Shutdown, 7, CancellationLevel.Partial), result);
        Assert.Equal(new SendResult(SocketError.SocketError, 0), default);
    }

    [Fact]
    public void Negative_count_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SendResult(SocketError.Success, -1));

    [Fact]
    public void Text_says_error_count_and_level()
    {
        Assert.Equal("Success, 5 bytes", new SendResult(SocketError.Success, 5).ToString());
        Assert.Equal(
            "OperationAborted, 3 bytes, cancelled Partial",
            new SendResult(SocketError.OperationAborted, 3, CancellationLevel.Partial).ToString());
    }
}
