namespace Rx.Sockets.Tests.Tokens.Rigs;

internal sealed class AsTupleAdapter : Adapter
{
    public override bool MakesValues => true;

    public override CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token) => token.AsTuple();
}
