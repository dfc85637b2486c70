namespace Rx.Sockets.Marbles.Running;

/// <summary>One subscription of a stream of messages, and what holds of each of them, drawn or not: every message is in exactly one of the
/// counts, and the settled callback runs once, before the observer hears the end, when nothing is queued any more.</summary>
/// <param name="observer">Hears all of it, with no operator between that would catch what it throws.</param>
/// <param name="tell">Draws what the callback is told.</param>
/// <param name="counts">What the counts add up to, before the end; then it is all messages, unless they are of many.</param>
internal sealed class MessageRun(IObserver<object?> observer, Action<SendProgress> tell, MessageCounts counts) : IObserver<SendProgress>
{
    private readonly List<string> _broken = [];
    private long _handedOver;
    private int _settled;
    private SendProgress _last;

    public IReadOnlyList<string> Broken => _broken;

    public void HandedOver() => _handedOver++;

    public void Settled(SendProgress progress)
    {
        tell(progress);
        if (++_settled > 1) _broken.Add($"a stream settled {_settled} times");
        if (progress.QueuedMessages != 0) _broken.Add($"a stream settled, and has yet to send: {progress}");
        Check(progress, waiting: 0);
    }

    public void OnNext(SendProgress value)
    {
        Check(value, counts == MessageCounts.ButOne && _settled == 0 ? 1 : 0);
        observer.OnNext(value);
    }

    public void OnError(Exception error)
    {
        Ended();
        observer.OnError(error);
    }

    public void OnCompleted()
    {
        Ended();
        observer.OnCompleted();
    }

    private void Ended()
    {
        if (_settled == 0) _broken.Add("the observer of a stream heard its end before the settled callback ran");
    }

    private void Check(SendProgress value, long waiting)
    {
        var counted = value.Messages + value.Dropped + value.Conflated + value.QueuedMessages;
        var isAll = counts == MessageCounts.OfMany || (counted <= _handedOver && counted >= _handedOver - waiting);
        if (!isAll) _broken.Add($"{_handedOver} messages were handed over, and {counted} are counted: {value}");
        if (value.Messages < _last.Messages || value.Bytes < _last.Bytes || value.Dropped < _last.Dropped || value.Conflated < _last.Conflated)
            _broken.Add($"the counts of a stream went back from {_last} to {value}");
        _last = value;
    }
}
