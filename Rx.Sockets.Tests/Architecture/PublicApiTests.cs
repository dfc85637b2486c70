namespace Rx.Sockets.Tests.Architecture;

/// <summary>The public surface is a list that people read and review. This test never writes it: a change is made by hand.</summary>
public sealed class PublicApiTests
{
    private const string List = "Rx.Sockets/PublicApi.txt";

    [Fact]
    public void The_public_surface_is_what_PublicApi_txt_says()
    {
        var listed = Repository.Read(List).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var actual = PublicApi.Of(typeof(RxSocket).Assembly);

        var difference = actual.Except(listed).Select(line => "+ " + line).Concat(listed.Except(actual).Select(line => "- " + line));

        Assert.True(!difference.Any(), $"{List} and the assembly differ (+ new, - gone):\n{string.Join('\n', difference)}");
        Assert.Equal(listed, actual); // the order, and nothing twice
    }
}
