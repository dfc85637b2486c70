namespace Rx.Sockets.Tests.Tokens.Rigs;

internal sealed class CancelAfterAdapter : Adapter
{
    public override bool CanStop => true;

    public override CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token) =>
        token.CancelAfter(Stops ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromDays(1), CancellationLevel.Total);
}
