using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Running;

/// <summary>A stream of the file that is pulled: what it has is kept until it is asked for, and what it hands over is noted in its lane. To
/// operators that cannot ask it is hot.</summary>
internal sealed class PulledSource : IObservable<object?>, IObserver<object?>
{
    /// <summary>The word for: nobody asks any more, though it has not ended.</summary>
    public const string Left = "left";

    private readonly string _name;
    private readonly IObservable<object?> _hot;
    private readonly Journal _journal;
    private readonly Queue<object?> _values = new();
    private object? _end;

    public PulledSource(string name, IObservable<object?> hot, Journal journal)
    {
        (_name, _hot, _journal) = (name, hot, journal);
        hot.Subscribe(this);
    }

    /// <summary>Whoever has asked, and could not be answered; one at a time.</summary>
    public Action? Waiter { get; set; }

    public IDisposable Subscribe(IObserver<object?> observer) => _hot.Subscribe(observer);

    public void OnNext(object? value)
    {
        _values.Enqueue(value);
        Answer();
    }

    public void OnError(Exception error) => End(error);

    public void OnCompleted() => End(this);

    /// <summary>Hands over the next value.</summary>
    /// <returns>Whether there was one, or the end; null: there is nothing yet.</returns>
    public bool? TryTake(out object? value)
    {
        if (_values.TryDequeue(out value))
        {
            Note(ValueText.Of(value));
            return true;
        }

        if (_end is null) return null;
        Note(_end is Exception error ? ValueText.Of(error) : "|");
        return _end is Exception thrown ? throw thrown : false;
    }

    /// <summary>Nobody asks any more, though it has not ended.</summary>
    public void Leave() => Note(Left);

    private void End(object end)
    {
        _end = end;
        Answer();
    }

    private void Answer()
    {
        var waiter = Waiter;
        Waiter = null;
        waiter?.Invoke();
    }

    private void Note(string text) => _journal.Add(LaneKind.Pulled, _name, text);
}
