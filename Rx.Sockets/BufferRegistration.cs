using Rx.Sockets.Engines;

namespace Rx.Sockets;

/// <summary>Memory that stays in place, so that the kernel can send from it without copying; Asio's <c>buffer_registration</c>.</summary>
/// <remarks>
/// <para><b>Use.</b> Send <see cref="Buffers"/>, or slices of them, on sockets with <see cref="RxSocketOptions.ZeroCopy"/>: on the Uring
/// engine over TCP the kernel then reads the memory itself, as late as when the peer has acknowledged it. Everywhere else, and for
/// pieces that are shorter than the threshold, they are sent as any other memory. One registration serves sockets of any loop, the
/// same bytes on many sockets at once too.</para>
/// <para><b>Memory.</b> The caller's, as ever; it must not change while it is read. A send settles and is notified when the kernel has
/// taken the bytes, which is before it has read them. So the memory of a send is free when that send has settled and then
/// <see cref="WhenFree()"/> has completed. Where bytes are copied it completes at once, so the same program is right on every engine.</para>
/// <para><b>A peer that does not read</b> keeps the memory from getting free, also after the socket was disposed, until the connection is
/// reset: <see cref="ZeroCopyOptions.Linger"/>.</para>
/// <para>Any thread. A registration that is never disposed keeps its memory in place for good.</para>
/// </remarks>
public sealed class BufferRegistration : IDisposable, IAsyncDisposable
{
    private readonly List<RegisteredMemory> _memories;

    /// <summary>Pins <paramref name="buffers"/> until <see cref="Dispose"/>. The list is copied, the bytes are not.</summary>
    /// <param name="buffers">Arrays, slices of them, or other memory; a buffer is what can be asked whether it is free.</param>
    /// <exception cref="ArgumentNullException"><paramref name="buffers"/> is null.</exception>
    public BufferRegistration(params IReadOnlyList<Memory<byte>> buffers)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        _memories = new List<RegisteredMemory>(buffers.Count);
        try
        {
            foreach (var buffer in buffers)
                _memories.Add(new RegisteredMemory(buffer));
        }
        catch
        {
            Dispose(); // memory of the caller's that cannot be pinned: then none is
            throw;
        }

        Buffers = _memories.ConvertAll(static memory => memory.Memory);
    }

    /// <summary>What is to be sent: the same bytes as those given, in memory that is known to be registered. Slices of them are, too.</summary>
    public IReadOnlyList<Memory<byte>> Buffers { get; }

    /// <summary>How many sends the kernel may read this memory for, or somebody has pinned it for.</summary>
    public int Outstanding => _memories.Sum(static memory => memory.Holds);

    /// <summary>Completes when the kernel has let go of all buffers; at once if it has none. Never fails.</summary>
    /// <remarks>Asked when the sends of this memory have settled, it says when the memory is the caller's again. It knows nothing of
    /// sends that the kernel has not been given yet, or of the rest of a write. Continuations run on the thread pool. On a loop that
    /// is turned by <see cref="SocketLoop.RunOnce"/> the kernel is heard when it is turned.</remarks>
    public Task WhenFree() => Task.WhenAll(_memories.Select(static memory => memory.WhenFree()));

    /// <summary>As <see cref="WhenFree()"/>, of one buffer.</summary>
    /// <param name="index">Its place in <see cref="Buffers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such buffer.</exception>
    public Task WhenFree(int index) => _memories[index].WhenFree();

    /// <summary>Ends the registration: sends of this memory copy from now on. Does not wait; each buffer stays in place until the kernel has
    /// let go of it. Does nothing when called again.</summary>
    public void Dispose()
    {
        foreach (var memory in _memories)
            memory.End();
    }

    /// <summary><see cref="Dispose"/>, and completes with <see cref="WhenFree()"/>.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return new ValueTask(WhenFree());
    }
}
