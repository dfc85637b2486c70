using Rx.Sockets.Operations;

namespace Rx.Sockets.Tokens;

/// <summary>A token with something round it: all adapters of one token, in whatever order they were put there.</summary>
/// <param name="inner">Never an adapted token itself.</param>
/// <param name="terms">What the adapters add to each operation.</param>
/// <param name="asResult">Whether one of them makes values of failures.</param>
internal sealed class AdaptedToken<TReturn>(CompletionToken<TReturn> inner, SendTerms? terms, bool asResult) : CompletionToken<TReturn>
{
    public static CompletionToken<TReturn> Of(CompletionToken<TReturn> token, SendTerms? terms, bool asResult = false) =>
        token is AdaptedToken<TReturn> adapted ? adapted.Under(terms, asResult) : new AdaptedToken<TReturn>(token, terms, asResult);

    public override TReturn Initiate(SendInitiation initiation) => inner.Initiate(initiation.With(terms, asResult));

    private AdaptedToken<TReturn> Under(SendTerms? outer, bool outerAsResult) =>
        new(inner, outer is null ? terms : outer.Over(terms), asResult || outerAsResult);
}
