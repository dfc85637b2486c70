using Rx.Sockets.Cancellation;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Tokens;

/// <summary>A cold send to be pulled.</summary>
internal sealed class SendEnumerable(SendPlan plan) : IAsyncEnumerable<SendResult>
{
    public IAsyncEnumerator<SendResult> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new SendEnumerator(
        cancellationToken.CanBeCanceled ? plan.With(new TokenTrigger(cancellationToken, plan.OnUnsubscribe)) : plan);
}
