using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Running;

/// <summary>An observer of the file: subscribes, unsubscribes, and notes what it receives.</summary>
internal sealed class ObserverInput(string name, IObservable<object?> pipeline, Journal journal) : IObserver<object?>
{
    private readonly Stack<IDisposable> _subscriptions = new();

    public void Subscribe() => _subscriptions.Push(pipeline.Subscribe(this));

    /// <summary>The latest subscription that is still there.</summary>
    public void Unsubscribe()
    {
        if (_subscriptions.TryPop(out var subscription)) subscription.Dispose();
    }

    public void OnNext(object? value) => Note(ValueText.Of(value));

    public void OnError(Exception error) => Note(ValueText.Of(error));

    public void OnCompleted() => Note("|");

    private void Note(string text) => journal.Add(LaneKind.Received, name, text);
}
