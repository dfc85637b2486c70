using System.Buffers;

namespace Rx.Sockets.Diagnostics;

/// <summary>A pool for debugging: notices memory that is returned while a send of it has not settled, and says who rented it.</summary>
/// <remarks>
/// <para>Use it where a release build uses <see cref="MemoryPool{T}.Shared"/>. Each rent keeps its stack trace. Memory that is returned
/// too early goes back to the inner pool when the last send of it has settled; reading it in between fails.</para>
/// <para>Sends look for guarded memory from the moment the first of these pools is made, so before that it costs nothing.</para>
/// </remarks>
/// <param name="inner">Where the memory comes from; null: <see cref="MemoryPool{T}.Shared"/>. Not disposed with this.</param>
/// <param name="report">Told of each mistake, on the stack of the early <c>Dispose</c>, which then returns; null: that <c>Dispose</c>
/// throws <see cref="InvalidOperationException"/>.</param>
public sealed class GuardedMemoryPool(MemoryPool<byte>? inner = null, Action<string>? report = null) : MemoryPool<byte>
{
    private readonly MemoryPool<byte> _inner = GuardedMemory.WatchFromNowOn(inner ?? Shared);

    /// <inheritdoc/>
    public override int MaxBufferSize => _inner.MaxBufferSize;

    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => new GuardedMemory(_inner.Rent(minBufferSize), report);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
