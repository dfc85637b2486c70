using System.Reactive;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Tokens;

/// <summary><see cref="Use.Detached"/>.</summary>
internal sealed class DetachedToken : CompletionToken<Unit>
{
    public override Unit Initiate(SendInitiation initiation)
    {
        new DetachedSend(initiation.Plan).Start();
        return Unit.Default;
    }
}
