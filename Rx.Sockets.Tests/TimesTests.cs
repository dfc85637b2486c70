namespace Rx.Sockets.Tests;

public class TimesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4294967294)]
    public void Times_that_a_timer_can_take_pass(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        Assert.Equal(time, Times.Checked(time, "time"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4294967295)]
    public void Negative_and_overlong_times_are_refused(long milliseconds) =>
        Assert.Equal("time", Assert.Throws<ArgumentOutOfRangeException>(
            () => Times.Checked(TimeSpan.FromMilliseconds(milliseconds), "time")).ParamName);

    [Fact]
    public void Options_have_the_documented_defaults()
    {
        var options = new RxSocketOptions();
        Assert.Equal(SocketEngineKind.Auto, options.Engine);
        Assert.Null(options.Loop);
        Assert.Null(options.Scheduler);
        Assert.Equal(TimeSpan.FromSeconds(30), options.UnwatchedLimit);
        Assert.Equal(new RxSocketOptions(), options);
    }
}
