using System.Reactive.Linq;
using System.Reactive.Subjects;
using Benchmarks.Measuring;
using Benchmarks.Peers;
using Rx.Sockets;

namespace Benchmarks.Variants;

/// <summary><c>messages.SendTo(set)</c>: one stream, as long as the series lasts.</summary>
internal sealed class OursThroughSocketSet : CrowdVariant
{
    private static readonly SendToOptions Dropping = new() { Overflow = Overflow.DropNewest };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Subject<ReadOnlyMemory<byte>> _source = new();
    private readonly BehaviorSubject<SendProgress> _progress = new(default);
    private readonly byte[] _message;
    private readonly RxSocket? _stalled;
    private long _expected;

    /// <param name="crowd">Its sockets are the set.</param>
    /// <param name="message">What each of them gets.</param>
    /// <param name="stalled">One more, that takes nothing; null: none.</param>
    public OursThroughSocketSet(Crowd crowd, byte[] message, RxSocket? stalled = null)
        : base(crowd)
    {
        (_message, _stalled) = (message, stalled);
        var set = new SocketSet(stalled is null ? crowd.Attached : [.. crowd.Attached, stalled]);
        _source.SendTo(set, Dropping).Subscribe(_progress);
    }

    public override async Task RunAsync(Meter meter)
    {
        do
            _source.OnNext(_message);
        while (meter.Took(_message.Length));
        _expected += meter.Count * Crowd.Attached.Length;
        await _progress.FirstAsync(progress => progress.Messages >= _expected).Timeout(Patience);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_stalled is not null) await _stalled.DisposeAsync();
        _source.OnCompleted();
        await _progress.LastOrDefaultAsync().Timeout(Patience);
        await base.DisposeAsync();
    }
}
