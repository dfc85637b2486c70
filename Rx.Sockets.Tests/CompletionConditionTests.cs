using System.Net.Sockets;

namespace Rx.Sockets.Tests;

/// <summary>What a condition answers. What a write does with the answers: WriteMatrix, and ConditionContract on every engine.</summary>
public sealed class CompletionConditionTests
{
    private const SocketError Ok = SocketError.Success;
    private const long All = long.MaxValue;

    [Fact]
    public void TransferAll_asks_for_all_until_an_error()
    {
        Assert.Equal(All, CompletionCondition.TransferAll.Next(Ok, 0));
        Assert.Equal(All, CompletionCondition.TransferAll.Next(Ok, 1L << 40));
        Assert.Equal(0, CompletionCondition.TransferAll.Next(SocketError.ConnectionReset, 5));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(10, 0, All)]
    [InlineData(10, 9, All)]
    [InlineData(10, 10, 0)]
    [InlineData(10, 50, 0)]
    public void TransferAtLeast_asks_for_all_until_there_are_enough(long minimum, long total, long most)
    {
        Assert.Equal(most, CompletionCondition.TransferAtLeast(minimum).Next(Ok, total));
        Assert.Equal(0, CompletionCondition.TransferAtLeast(minimum).Next(SocketError.Shutdown, total));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(10, 0, 10)]
    [InlineData(10, 9, 1)]
    [InlineData(10, 10, 0)]
    [InlineData(10, 11, 0)]
    public void TransferExactly_asks_for_what_is_missing(long count, long total, long most)
    {
        Assert.Equal(most, CompletionCondition.TransferExactly(count).Next(Ok, total));
        Assert.Equal(0, CompletionCondition.TransferExactly(count).Next(SocketError.Shutdown, total));
    }

    [Fact]
    public void A_step_limits_every_answer_and_of_several_the_last_counts()
    {
        Assert.Equal(7, CompletionCondition.TransferAll.WithStep(7).Next(Ok, 100));
        Assert.Equal(7, CompletionCondition.TransferAtLeast(10).WithStep(3).WithStep(7).Next(Ok, 9));
        Assert.Equal(1, CompletionCondition.TransferExactly(10).WithStep(7).Next(Ok, 9));
        Assert.Equal(7, CompletionCondition.From((_, _) => 100L).WithStep(7).Next(Ok, 9));
        Assert.Equal(0, CompletionCondition.From((_, _) => 0L).WithStep(7).Next(Ok, 9));
    }

    [Fact]
    public void One_of_your_own_is_asked_as_it_is()
    {
        var asked = new List<(SocketError, long)>();
        var condition = CompletionCondition.From((error, total) =>
        {
            asked.Add((error, total));
            return total - 3;
        });

        Assert.Equal([2, -3], new[] { condition.Next(Ok, 5), condition.Next(SocketError.Fault, 0) });
        Assert.Equal([(Ok, 5), (SocketError.Fault, 0)], asked);
        Assert.Equal(-3, condition.WithStep(1).Next(Ok, 0)); // nonsense stays nonsense
    }

    [Fact]
    public void One_that_says_only_whether_it_is_over_asks_for_all_until_then()
    {
        var condition = CompletionCondition.From((_, total) => total >= 10);

        Assert.Equal([All, 0], new[] { condition.Next(Ok, 9), condition.Next(Ok, 10) });
    }

    [Fact]
    public void What_cannot_be_meant_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CompletionCondition.TransferAtLeast(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CompletionCondition.TransferExactly(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CompletionCondition.TransferAll.WithStep(0));
        Assert.Throws<ArgumentNullException>(() => CompletionCondition.From((Func<SocketError, long, long>)null!));
        Assert.Throws<ArgumentNullException>(() => CompletionCondition.From((Func<SocketError, long, bool>)null!));
    }
}
