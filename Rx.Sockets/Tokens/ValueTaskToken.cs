namespace Rx.Sockets.Tokens;

/// <summary><see cref="Use.ValueTask"/>.</summary>
internal sealed class ValueTaskToken : CompletionToken<ValueTask<SendResult>>
{
    public override ValueTask<SendResult> Initiate(SendInitiation initiation) => initiation.Begin().AsValueTask();
}
