using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Streams;

/// <summary>An asynchronous sequence of messages that notes how it is used. All of them lie in one buffer, one after the other; their bytes
/// are those of the pattern.</summary>
public sealed class ScriptedSequence(int count, int length) : IAsyncEnumerable<ReadOnlyMemory<byte>>, IAsyncEnumerator<ReadOnlyMemory<byte>>
{
    private readonly byte[] _buffer = new byte[length];
    private readonly TaskCompletionSource<bool> _never = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;
    private int _disposed;
    private int _making;

    /// <summary>What it does after its last message; null: it ends.</summary>
    public Func<CancellationToken, ValueTask<bool>>? Then { get; init; }

    /// <summary>What disposing it throws.</summary>
    public Exception? DisposalError { get; init; }

    /// <summary>The token it was enumerated with.</summary>
    public CancellationToken Token { get; private set; }

    /// <summary>How often it was asked for a message.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>How often its enumerator was disposed.</summary>
    public int Disposed => Volatile.Read(ref _disposed);

    public ReadOnlyMemory<byte> Current => _buffer;

    /// <summary>Answers, long after it was asked, that there is no other message.</summary>
    public void EndAtLast() => _never.SetResult(false);

    /// <summary>For <see cref="Then"/>: it answers only to <see cref="EndAtLast"/>.</summary>
    public ValueTask<bool> Silence() => new(_never.Task);

    public IAsyncEnumerator<ReadOnlyMemory<byte>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Assert.Equal(0, Asked);
        Token = cancellationToken;
        return this;
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        Assert.Equal(0, Interlocked.Exchange(ref _making, 1));
        Assert.Equal(0, Disposed);
        try
        {
            var number = Interlocked.Increment(ref _asked) - 1;
            Pattern.Bytes(length, start: (long)number * length).CopyTo(_buffer, 0);
            return number < count || (Then is not null && await Then(Token).ConfigureAwait(false));
        }
        finally
        {
            Volatile.Write(ref _making, 0);
        }
    }

    public ValueTask DisposeAsync()
    {
        Assert.Equal(0, Volatile.Read(ref _making));
        Interlocked.Increment(ref _disposed);
        return DisposalError is null ? default : ValueTask.FromException(DisposalError);
    }
}
