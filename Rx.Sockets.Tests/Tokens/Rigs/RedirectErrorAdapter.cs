using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Rx.Sockets.Tests.Tokens.Rigs;

internal sealed class RedirectErrorAdapter : Adapter
{
    private readonly ConcurrentQueue<SocketError> _errors = new();

    public override bool MakesValues => true;

    public override CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token) => token.RedirectError(_errors.Enqueue);

    public override void CheckWaiting() => Assert.Empty(_errors);

    public override void CheckOver(SendResult result) => Assert.Equal(result.Error, Assert.Single(_errors));
}
