namespace Rx.Sockets.Tokens;

/// <summary><see cref="Use.Promise"/>.</summary>
internal sealed class PromiseToken : CompletionToken<SendPromise>
{
    public override SendPromise Initiate(SendInitiation initiation) => SendPromise.Begin(initiation.Plan);
}
