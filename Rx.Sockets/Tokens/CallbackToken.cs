using System.Net.Sockets;
using System.Reactive;

namespace Rx.Sockets.Tokens;

/// <summary><see cref="Use.Callback(Action{SocketError, long})"/>.</summary>
internal sealed class CallbackToken(Action<SocketError, long> handler) : CompletionToken<Unit>
{
    public override Unit Initiate(SendInitiation initiation)
    {
        initiation.Begin(handler);
        return Unit.Default;
    }
}
