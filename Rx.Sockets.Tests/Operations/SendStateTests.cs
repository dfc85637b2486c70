using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Tests.Operations;

public class SendStateTests
{
    private const CancellationLevel Total = CancellationLevel.Total;
    private const CancellationLevel Partial = CancellationLevel.Partial;
    private const CancellationLevel Terminal = CancellationLevel.Terminal;

    [Fact]
    public void State_is_sixteen_bytes() => Assert.Equal(16, Unsafe.SizeOf<SendState>());

    [Fact]
    public void New_send_notes_a_request_and_grants_it_when_subscribe_ends()
    {
        var state = default(SendState);
        Assert.Equal(SendPhase.New, state.Phase);
        Assert.Equal(Verdict.Pending, state.Request(Partial));
        Assert.False(state.IsDecided);

        state.Enqueue();

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, Partial), state.Result);
        Assert.False(state.IsTorn);
    }

    [Fact]
    public void Enqueue_without_a_request_waits()
    {
        var state = default(SendState);
        state.Enqueue();
        Assert.Equal(SendPhase.Waiting, state.Phase);
        Assert.False(state.WantsWithdrawal);
    }

    [Theory]
    [InlineData(Total, Total)]
    [InlineData(Partial, Partial)]
    [InlineData(Terminal, Terminal)]
    [InlineData(Total | Partial, Total)]
    [InlineData(Total | Terminal, Total)]
    [InlineData(Partial | Terminal, Partial)]
    [InlineData(CancellationLevel.All, Total)]
    public void Waiting_send_is_granted_the_strongest_level_at_once(CancellationLevel asked, CancellationLevel given)
    {
        var state = Waiting();
        Assert.Equal(Verdict.Granted, state.Request(asked));
        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, given), state.Result);
    }

    [Theory]
    [InlineData(CancellationLevel.None)]
    [InlineData((CancellationLevel)8)]
    [InlineData((CancellationLevel)0x70)]
    [InlineData((CancellationLevel)0x100)]
    public void Request_for_nothing_known_is_refused_and_leaves_no_trace(CancellationLevel nothing)
    {
        var state = Waiting();
        Assert.Equal(Verdict.Refused, state.Request(nothing));
        Assert.Equal(CancellationLevel.None, state.Requested);
        Assert.Equal(SendPhase.Waiting, state.Phase);
    }

    [Theory]
    [InlineData(Total)]
    [InlineData(Partial)]
    [InlineData(Terminal)]
    public void Running_send_keeps_a_request_until_the_engine_lets_go(CancellationLevel level)
    {
        var state = Running();
        Assert.Equal(Verdict.Pending, state.Request(level));
        Assert.True(state.WantsWithdrawal);
        Assert.False(state.IsDecided);

        Assert.True(state.Withdrawn());

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, level), state.Result);
        Assert.False(state.WantsWithdrawal);
    }

    [Fact]
    public void Withdrawal_that_nobody_asked_for_decides_nothing()
    {
        var state = Running();
        Assert.False(state.Withdrawn());
        Assert.Equal(SendPhase.Running, state.Phase);
    }

    [Fact]
    public void Short_native_send_is_success_for_a_send()
    {
        var state = Running();
        Assert.True(state.Progress(1, 10, composed: false));
        Assert.Equal(new SendResult(SocketError.Success, 1), state.Result);
    }

    [Fact]
    public void Short_native_send_lets_a_write_go_on_until_all_is_out()
    {
        var state = Running();
        Assert.False(state.Progress(4, 10, composed: true));
        Assert.False(state.Progress(5, 10, composed: true));
        Assert.Equal(SendPhase.Running, state.Phase);
        Assert.True(state.Progress(1, 10, composed: true));
        Assert.Equal(new SendResult(SocketError.Success, 10), state.Result);
        Assert.False(state.IsTorn);
    }

    [Fact]
    public void Bytes_that_win_against_a_request_make_a_send_a_success()
    {
        var state = Running();
        state.Request(CancellationLevel.All);
        Assert.True(state.Progress(3, 10, composed: false));
        Assert.Equal(new SendResult(SocketError.Success, 3), state.Result);
    }

    [Fact]
    public void Last_byte_that_wins_against_a_request_makes_a_write_a_success()
    {
        var state = Running();
        state.Request(CancellationLevel.All);
        Assert.True(state.Progress(10, 10, composed: true));
        Assert.Equal(new SendResult(SocketError.Success, 10), state.Result);
    }

    [Fact]
    public void Total_is_refused_to_a_write_of_which_bytes_have_moved()
    {
        var state = Running();
        state.Progress(4, 10, composed: true);
        Assert.Equal(Verdict.Refused, state.Request(Total));
        Assert.False(state.WantsWithdrawal);
        Assert.False(state.Withdrawn());
    }

    [Fact]
    public void Total_that_bytes_overtook_is_dropped_and_the_write_goes_on()
    {
        var state = Running();
        Assert.Equal(Verdict.Pending, state.Request(Total));
        Assert.False(state.Progress(4, 10, composed: true));
        Assert.False(state.WantsWithdrawal);
    }

    [Theory]
    [InlineData(Partial, Partial, true)]
    [InlineData(Total | Partial, Partial, true)]
    [InlineData(Terminal, Terminal, false)]
    [InlineData(Total | Terminal, Terminal, false)]
    [InlineData(CancellationLevel.All, Partial, true)]
    public void Write_of_which_bytes_have_moved_gets_the_strongest_level_left(
        CancellationLevel asked, CancellationLevel given, bool torn)
    {
        var state = Running();
        state.Progress(4, 10, composed: true);
        Assert.Equal(Verdict.Pending, state.Request(asked));
        Assert.True(state.Withdrawn());
        Assert.Equal(new SendResult(SocketError.OperationAborted, 4, given), state.Result);
        Assert.Equal(torn, state.IsTorn);
    }

    [Fact]
    public void Requests_accumulate_and_a_later_one_never_weakens_an_earlier_one()
    {
        var state = Running();
        state.Request(Partial);
        state.Request(Terminal);
        state.Request(CancellationLevel.None);
        Assert.Equal(Partial | Terminal, state.Requested);
        Assert.True(state.Withdrawn());
        Assert.Equal(Partial, state.Cancelled);
    }

    [Fact]
    public void Refused_total_is_remembered_but_grants_nothing_by_itself()
    {
        var state = Running();
        state.Progress(1, 10, composed: true);
        state.Request(Total);
        state.Request(Terminal);
        Assert.Equal(Total | Terminal, state.Requested);
        Assert.Equal(Terminal, state.Grantable);
    }

    [Theory]
    [InlineData(SocketError.ConnectionReset)]
    [InlineData((SocketError)133)]
    public void Error_keeps_its_number_and_the_exact_count_and_no_level(SocketError error)
    {
        var state = Running();
        state.Progress(4, 10, composed: true);
        state.Request(Partial);
        Assert.True(state.Decide(error));
        Assert.Equal(new SendResult(error, 4), state.Result);
        Assert.False(state.IsTorn);
    }

    [Fact]
    public void Decided_send_answers_every_request_with_late_and_does_not_change()
    {
        var state = Running();
        state.Progress(10, 10, composed: true);
        var before = state.Result;
        Assert.Equal(Verdict.Late, state.Request(CancellationLevel.All));
        Assert.Equal(before, state.Result);
        Assert.Equal(CancellationLevel.None, state.Requested);
        Assert.Equal(CancellationLevel.None, state.Grantable);
    }

    private static SendState Waiting()
    {
        var state = default(SendState);
        state.Enqueue();
        return state;
    }

    private static SendState Running()
    {
        var state = Waiting();
        state.Begin();
        return state;
    }
}
