using Microsoft.Reactive.Testing;

namespace Rx.Sockets.Tests.Virtual.Classic;

/// <summary>A token as the one who asks.</summary>
public class CancelWhenTokenTests : ClassicTest
{
    [Theory]
    [InlineData(CancellationLevel.Partial)]
    [InlineData(CancellationLevel.Terminal)]
    public void The_level_is_asked_for_when_the_token_is_cancelled(CancellationLevel level)
    {
        using var source = new CancellationTokenSource();
        At(250, source.Cancel);
        var observer = Observe(Connect(window: 3).AsyncWrite(Hello).CancelWhen(source.Token, level));
        ReactiveAssert.AreElementsEqual(Failure(251, Stopped(level, 3)), observer.Messages);
    }

    [Fact]
    public void A_token_that_was_cancelled_before_is_granted_with_0_bytes()
    {
        using var source = new CancellationTokenSource();
        At(150, source.Cancel);
        var observer = Observe(Connect(window: 3).AsyncWrite(Hello).CancelWhen(source.Token, CancellationLevel.Partial));
        ReactiveAssert.AreElementsEqual(Failure(201, Stopped(CancellationLevel.Partial, 0)), observer.Messages);
    }
}
