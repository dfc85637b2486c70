namespace Rx.Sockets.Tests.Tokens.Rigs;

internal sealed class CancelAtAdapter : Adapter
{
    public override bool CanStop => true;

    public override CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token) =>
        token.CancelAt(Stops ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue, CancellationLevel.Total);
}
