namespace Rx.Sockets.Tests.Tokens.Rigs;

/// <summary>The tokens of <see cref="Use"/>.</summary>
public enum TokenWay
{
    Observable,
    Task,
    ValueTask,
    Callback,
    AsyncEnumerable,
    Promise,
    Detached,
}
