namespace Rx.Sockets.Tests.Tokens.Rigs;

internal sealed class ConsignAdapter : Adapter
{
    private readonly CountedOwner _owner = new();

    public override CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token) => token.Consign(_owner);

    public override void CheckWaiting() => Assert.Equal(0, _owner.Disposals);

    public override void CheckOver(SendResult result) => Assert.Equal(1, _owner.Disposals);
}
