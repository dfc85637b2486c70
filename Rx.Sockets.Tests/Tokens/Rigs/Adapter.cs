namespace Rx.Sockets.Tests.Tokens.Rigs;

/// <summary>One adapter in a test of one send: puts itself round the token, and checks its own promise before and after the outcome.</summary>
internal abstract class Adapter : ITokenAdapter
{
    /// <summary>Those that the library has for every token.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Adapter>> All = new Dictionary<string, Func<Adapter>>
    {
        ["AsTuple"] = () => new AsTupleAdapter(),
        ["RedirectError"] = () => new RedirectErrorAdapter(),
        ["BindExecutor"] = () => new BindExecutorAdapter(),
        ["BindImmediateExecutor"] = () => new BindImmediateExecutorAdapter(),
        ["BindCancellationSlot"] = () => new BindCancellationSlotAdapter(),
        ["CancelAfter"] = () => new CancelAfterAdapter(),
        ["CancelAt"] = () => new CancelAtAdapter(),
        ["Consign"] = () => new ConsignAdapter(),
    };

    /// <summary>Whether failures come as values because of it.</summary>
    public virtual bool MakesValues => false;

    /// <summary>Whether it will stop the send: by itself, or when <see cref="Stop"/> is called.</summary>
    public virtual bool CanStop => false;

    /// <summary>To be set before the token is made: whether it is this one that stops the send.</summary>
    public bool Stops { get; set; }

    public abstract CompletionToken<TReturn> On<TReturn>(CompletionToken<TReturn> token);

    /// <summary>The send has been begun and waits.</summary>
    public virtual void CheckWaiting()
    {
    }

    public virtual void Stop()
    {
    }

    /// <summary>What has to turn besides the loop of the socket.</summary>
    public virtual void Turn()
    {
    }

    /// <summary>The outcome has come back, and it was that.</summary>
    public virtual void CheckOver(SendResult result)
    {
    }
}
