namespace Rx.Sockets.Tokens;

/// <summary>A token whose caller gets something made of what the token returns.</summary>
internal sealed class MappedToken<TInner, TReturn>(CompletionToken<TInner> inner, Func<TInner, TReturn> map) : CompletionToken<TReturn>
{
    public override TReturn Initiate(SendInitiation initiation) => map(inner.Initiate(initiation));
}
