using Rx.Sockets.Cancellation;

namespace Rx.Sockets.Tests.Cancellation;

public class LevelsTests
{
    private const CancellationLevel None = CancellationLevel.None;
    private const CancellationLevel Total = CancellationLevel.Total;
    private const CancellationLevel Partial = CancellationLevel.Partial;
    private const CancellationLevel Terminal = CancellationLevel.Terminal;

    [Theory]
    [InlineData(None, None, None)]
    [InlineData(Total, Total, None)]
    [InlineData(Partial, Partial, Partial)]
    [InlineData(Terminal, Terminal, Terminal)]
    [InlineData(Total | Partial, Total, Partial)]
    [InlineData(Total | Terminal, Total, Terminal)]
    [InlineData(Partial | Terminal, Partial, Partial)]
    [InlineData(CancellationLevel.All, Total, Partial)]
    [InlineData((CancellationLevel)0x78, None, None)]
    [InlineData((CancellationLevel)0x79, Terminal, Terminal)]
    public void Strongest_that_can_be_had(CancellationLevel requested, CancellationLevel untouched, CancellationLevel moved)
    {
        Assert.Equal(untouched, Levels.Strongest(requested, untouched: true));
        Assert.Equal(moved, Levels.Strongest(requested, untouched: false));
    }

    [Fact]
    public void Numbers_are_asios()
    {
        Assert.Equal(1, (int)Terminal);
        Assert.Equal(2, (int)Partial);
        Assert.Equal(4, (int)Total);
        Assert.Equal(7, (int)CancellationLevel.All);
    }

    [Fact]
    public void Checked_lets_every_combination_pass()
    {
        for (var level = 0; level < 8; level++)
            Assert.Equal((CancellationLevel)level, Levels.Checked((CancellationLevel)level, "level"));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(-1)]
    [InlineData(15)]
    public void Checked_refuses_unknown_bits(int level) =>
        Assert.Equal("given", Assert.Throws<ArgumentOutOfRangeException>(() => Levels.Checked((CancellationLevel)level, "given")).ParamName);
}
