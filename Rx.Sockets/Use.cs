using Rx.Sockets.Tokens;

namespace Rx.Sockets;

/// <summary>The ready completion tokens: how the outcome of an operation comes back.</summary>
public static class Use
{
    /// <summary>A cold observable, begun by whoever subscribes or awaits: what the operations return without a token. Asio's
    /// <c>deferred</c>.</summary>
    public static CompletionToken<SendObservable> Observable { get; } = new ObservableToken();
}
