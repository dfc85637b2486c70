using System.Net.Sockets;
using System.Reactive.Subjects;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Operations;

/// <summary>One send of a random history: what was asked of it, and what came of it. Its bytes tell its number.</summary>
internal sealed class ModelSend(int number, int length, bool composed, CancellationLevel onLeave)
{
    private readonly List<SendResult> _settled = [];

    public CancellationLevel OnLeave => onLeave;

    public Subject<CancellationLevel> Signal { get; } = new();

    public Recorder<SendResult> Observer { get; } = new();

    /// <summary>Everything that was asked for before it settled.</summary>
    public CancellationLevel Asked { get; private set; }

    public bool HasLeft { get; private set; }

    public bool IsSettled => _settled.Count > 0;

    public SendResult Result => Assert.Single(_settled);

    public IDisposable? Subscription { get; set; }

    public IEnumerable<byte> OnTheWire => Enumerable.Range(0, (int)Result.BytesTransferred).Select(ByteAt);

    /// <summary>Cut somewhere, with an empty slice between.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Slices(Random random)
    {
        var bytes = Enumerable.Range(0, length).Select(ByteAt).ToArray();
        var cut = random.Next(length + 1);
        return [bytes.AsMemory(0, cut), ReadOnlyMemory<byte>.Empty, bytes.AsMemory(cut)];
    }

    public void Ask(CancellationLevel level)
    {
        if (!IsSettled) Asked |= level;
    }

    public void Settled(SendResult result) => _settled.Add(result);

    /// <summary>Leaves unless its delivery has begun.</summary>
    public void Leave()
    {
        if (IsSettled || Subscription is null) return;
        HasLeft = true;
        Ask(onLeave | CancellationLevel.Terminal); // Terminal: the unwatched limit may come
        Subscription.Dispose();
    }

    /// <summary>What must hold for every send when all is over.</summary>
    public void AssertWhole()
    {
        var (result, bytes) = (Result, Result.BytesTransferred);
        Assert.InRange(bytes, 0, length);
        Assert.Equal(result.Error == SocketError.OperationAborted, result.Cancelled != CancellationLevel.None);
        Assert.Equal(result.Cancelled, result.Cancelled & Asked);
        if (result.Cancelled == CancellationLevel.Total) Assert.Equal(0, bytes);
        if (result.Error is SocketError.Disconnecting or SocketError.NotSocket) Assert.Equal(0, bytes);
        if (result.IsSuccess && composed) Assert.Equal(length, bytes);
        if (result.IsSuccess && length > 0) Assert.NotEqual(0, bytes);
        if (!result.IsSuccess && !composed) Assert.Equal(0, bytes);
        Assert.False(Signal.HasObservers);
        Assert.Equal(HasLeft ? 0 : result.IsSuccess ? 2 : 1, Observer.Calls);
    }

    private byte ByteAt(int offset) => (byte)(number >> (8 * (offset % sizeof(ushort))));
}
