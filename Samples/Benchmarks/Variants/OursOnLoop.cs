using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using Benchmarks.Measuring;
using Benchmarks.Peers;
using Rx.Sockets;

namespace Benchmarks.Variants;

/// <summary><c>messages.SendTo(set)</c>, each message handed over on the loop, when every socket has sent the one before. So each
/// is a send of each socket, whichever engine it is.</summary>
internal sealed class OursOnLoop : CrowdVariant
{
    private readonly Subject<ReadOnlyMemory<byte>> _source = new();
    private readonly IDisposable _sending;
    private readonly SocketLoop _loop;
    private readonly byte[] _message;
    private long _due;

    public OursOnLoop(Crowd crowd, byte[] message, SocketLoop loop) : base(crowd)
    {
        (_loop, _message) = (loop, message);
        _sending = _source.SendTo(new SocketSet(crowd.Attached)).Subscribe();
    }

    private long Sent => Crowd.Attached.Sum(socket => socket.BytesTransferred);

    public override Task RunAsync(Meter meter)
    {
        var over = new TaskCompletionSource();
        _loop.Schedule(() => HandOver(meter, over));
        return over.Task;
    }

    public override ValueTask DisposeAsync()
    {
        _sending.Dispose();
        _source.Dispose();
        return base.DisposeAsync();
    }

    private void HandOver(Meter meter, TaskCompletionSource over)
    {
        _due = Sent + (Crowd.Attached.Length * _message.Length);
        _source.OnNext(_message);
        Look(meter, over);
    }

    private void Look(Meter meter, TaskCompletionSource over)
    {
        if (Sent < _due) _loop.Schedule(() => Look(meter, over)); // the next turn brings more
        else _loop.Schedule(() => Took(meter, over)); // behind what tells the sockets' streams
    }

    private void Took(Meter meter, TaskCompletionSource over)
    {
        if (meter.Took(_message.Length)) HandOver(meter, over);
        else over.SetResult();
    }
}
