namespace Rx.Sockets.Tests.Tokens.Rigs;

/// <summary>Something that goes round a token, whatever the token returns.</summary>
public interface ITokenAdapter
{
    CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token);
}
