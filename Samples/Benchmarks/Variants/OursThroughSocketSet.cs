using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Reactive.Threading.Tasks;
using Benchmarks.Measuring;
using Benchmarks.Peers;
using Rx.Sockets;

namespace Benchmarks.Variants;

/// <summary><c>messages.SendTo(set)</c>.</summary>
/// <param name="crowd">Its sockets are the set.</param>
/// <param name="message">What each of them gets.</param>
/// <param name="stalled">One more, that takes nothing; null: none.</param>
internal sealed class OursThroughSocketSet(Crowd crowd, byte[] message, RxSocket? stalled = null) : CrowdVariant(crowd)
{
    private static readonly SendToOptions Dropping = new() { Overflow = Overflow.DropNewest };

    private readonly SocketSet _set = new(stalled is null ? crowd.Attached : [.. crowd.Attached, stalled]);

    public override async Task RunAsync(Meter meter)
    {
        using var source = new Subject<ReadOnlyMemory<byte>>();
        var departed = stalled is null ? 0 : 1;
        var over = source.SendTo(_set, Dropping).LastOrDefaultAsync().ToTask();
        do
            source.OnNext(message);
        while (meter.Took(message.Length));
        if (stalled is not null) _set.Remove(stalled); // at the end it would be waited for
        source.OnCompleted();
        var progress = await over;
        if (stalled is not null) _set.Add(stalled);
        var expected = meter.Count * Crowd.Attached.Length;
        if (progress.Messages < expected || _set.Count != Crowd.Attached.Length + departed)
            throw new InvalidOperationException($"{expected} messages were to go, {progress} went; {_set.Count} sockets are left.");
    }

    public override async ValueTask DisposeAsync()
    {
        if (stalled is not null) await stalled.DisposeAsync();
        await base.DisposeAsync();
    }
}
