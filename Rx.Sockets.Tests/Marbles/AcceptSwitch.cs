using Xunit.Sdk;

namespace Rx.Sockets.Tests.Marbles;

/// <summary>Who may write into the specification what the code does today.</summary>
public class AcceptSwitch
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, "true", false)]
    [InlineData("", "true", false)]
    [InlineData("1", null, true)]
    [InlineData("1", "", true)]
    public void An_author_may_ask_for_it(string? accept, string? ci, bool isAsked) => Assert.Equal(isAsked, Accept.IsAskedIn(Environment(accept, ci)));

    [Theory]
    [InlineData("true")]
    [InlineData("1")]
    [InlineData("false")]
    public void A_build_server_may_not(string ci)
    {
        var refusal = Assert.ThrowsAny<XunitException>(() => Accept.IsAskedIn(Environment("1", ci)));
        Assert.Contains("refused where CI is set", refusal.Message, StringComparison.Ordinal);
    }

    private static Func<string, string?> Environment(string? accept, string? ci) => name => name switch
    {
        "RXSOCKETS_MARBLES_ACCEPT" => accept,
        "CI" => ci,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not asked for"),
    };
}
