using F = Rx.Sockets.CancellationFilter;
using L = Rx.Sockets.CancellationLevel;

namespace Rx.Sockets.Tests.Cancellation;

public class CancellationFilterTests
{
    public static TheoryData<F, L> Named => new()
    {
        { default, L.None }, { F.Disable, L.None }, { F.EnableTerminal, L.Terminal }, { F.EnablePartial, L.Terminal | L.Partial }, { F.EnableTotal, L.All },
    };

    [Theory, MemberData(nameof(Named))]
    public void A_filter_lets_its_levels_pass_and_no_others(F filter, L passes)
    {
        for (var level = L.None; level <= L.All; level++)
            Assert.Equal(level & passes, filter.Apply(level));
    }

    [Fact]
    public void Unknown_bits_count_for_nothing() =>
        Assert.Equal((L.None, L.Total), (F.EnableTotal.Apply((L)8), F.EnableTotal.Apply((L)(~0 & ~3))));

    [Fact]
    public void A_filter_of_ones_own_is_asked_at_once_for_each_combination_and_never_again()
    {
        var asked = new List<L>();
        var filter = F.Of(level =>
        {
            asked.Add(level);
            return level == L.Total ? L.Partial : L.All & ~level;
        });
        Assert.Equal(Enumerable.Range(0, 8).Select(n => (L)n), asked);
        for (var level = L.None; level <= L.All; level++)
            Assert.Equal(level == L.Total ? L.Partial : L.All & ~level, filter.Apply(level));
        Assert.Equal(8, asked.Count);
    }

    [Fact]
    public void Filters_are_equal_when_they_let_the_same_pass()
    {
        Assert.Equal(F.EnablePartial, F.Of(level => level & ~L.Total));
        Assert.NotEqual(F.EnablePartial, F.EnableTerminal);
        Assert.Equal("Terminal: Terminal, Partial: Partial, Total: None", F.EnablePartial.ToString());
    }

    [Fact]
    public void Bad_input_is_refused_at_once()
    {
        Assert.Throws<ArgumentNullException>("map", () => F.Of(null!));
        Assert.Throws<ArgumentOutOfRangeException>("map", () => F.Of(_ => (L)8));
        Assert.Throws<FormatException>(() => F.Of(_ => throw new FormatException()));
    }
}
