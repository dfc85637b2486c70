using System.Reactive.Subjects;

namespace Rx.Sockets.Marbles.Running;

/// <summary>A stream that the file feeds. Its first value also cancels a token.</summary>
internal sealed class HotStream
{
    public Subject<object?> Subject { get; } = new();

    public CancellationTokenSource Token { get; } = new();

    public void Emit(object? value)
    {
        Token.Cancel();
        Subject.OnNext(value);
    }
}
