using System.Net.Sockets;
using HonestCancel.Torture;

namespace Rx.Sockets.Tests.Stress;

/// <summary>The torture knows which outcomes the contract allows.</summary>
public sealed class RulesTests
{
    private const int Length = 100;

    [Theory]
    [InlineData(CancellationLevel.Total, 0, CancellationLevel.Total)]
    [InlineData(CancellationLevel.Partial, 0, CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Partial, 99, CancellationLevel.Partial)]
    [InlineData(CancellationLevel.All, 0, CancellationLevel.Total)]
    [InlineData(CancellationLevel.All, 1, CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Total | CancellationLevel.Terminal, 1, CancellationLevel.Terminal)]
    public void A_cancellation_at_the_strongest_level_that_can_be_had_passes(CancellationLevel asked, int moved, CancellationLevel given) =>
        Assert.Null(Of(asked, new SendResult(SocketError.OperationAborted, moved, given)));

    [Theory]
    [InlineData(CancellationLevel.Total, 1, CancellationLevel.Total)]
    [InlineData(CancellationLevel.Total, 1, CancellationLevel.Partial)]
    [InlineData(CancellationLevel.All, 0, CancellationLevel.Partial)]
    [InlineData(CancellationLevel.All, 1, CancellationLevel.Terminal)]
    [InlineData(CancellationLevel.Partial, 100, CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Partial, 101, CancellationLevel.Partial)]
    public void A_cancellation_against_the_table_is_noticed(CancellationLevel asked, int moved, CancellationLevel given) =>
        Assert.NotNull(Of(asked, new SendResult(SocketError.OperationAborted, moved, given)));

    [Fact]
    public void A_native_send_cancelled_after_its_bytes_is_noticed() =>
        Assert.NotNull(Of(CancellationLevel.Partial, new SendResult(SocketError.OperationAborted, 5, CancellationLevel.Partial), isWrite: false));

    [Fact]
    public void A_short_success_passes_for_a_send_and_is_noticed_for_a_write()
    {
        Assert.Null(Of(CancellationLevel.Total, new SendResult(SocketError.Success, 5), isWrite: false));
        Assert.NotNull(Of(CancellationLevel.Total, new SendResult(SocketError.Success, 5)));
    }

    [Fact]
    public void A_failure_passes_only_if_the_door_is_closed_or_the_peer_has_reset()
    {
        Assert.Null(Of(CancellationLevel.Total, new SendResult(SocketError.Disconnecting, 0)));
        Assert.NotNull(Of(CancellationLevel.Total, new SendResult(SocketError.ConnectionReset, 5)));
        Assert.Null(Of(CancellationLevel.Total, new SendResult(SocketError.ConnectionReset, 5), mayFail: true));
    }

    private static string? Of(CancellationLevel asked, SendResult result, bool isWrite = true, bool mayFail = false) => Rules.Complaint(
        new Script(Length, 1, isWrite, Way.Unsubscribe, asked, TimeSpan.Zero, IsEarly: false, IsElsewhere: false),
        result,
        CancellationLevel.None,
        mayFail);
}
