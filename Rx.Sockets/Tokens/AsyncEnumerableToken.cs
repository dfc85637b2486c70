namespace Rx.Sockets.Tokens;

/// <summary><see cref="Use.AsyncEnumerable"/>.</summary>
internal sealed class AsyncEnumerableToken : CompletionToken<IAsyncEnumerable<SendResult>>
{
    public override IAsyncEnumerable<SendResult> Initiate(SendInitiation initiation) => new SendEnumerable(initiation.Plan);
}
