namespace Rx.Sockets.Tokens;

/// <summary><see cref="Use.Observable"/>.</summary>
internal sealed class ObservableToken : CompletionToken<SendObservable>
{
    public override SendObservable Initiate(SendInitiation initiation) => initiation.Observable;
}
