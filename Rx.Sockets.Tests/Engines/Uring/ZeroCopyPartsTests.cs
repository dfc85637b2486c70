using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Native;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>How a send is cut into what is copied and what is not.</summary>
public sealed class ZeroCopyPartsTests : IDisposable
{
    private static readonly ReadOnlyMemory<byte> Copied = new byte[50];

    private readonly ZeroCopy _zeroCopy = new(new ZeroCopyTerms(Threshold: 10, Linger: TimeSpan.Zero));
    private readonly BufferRegistration _registration = new(new byte[100]);

    private ReadOnlyMemory<byte> Long => _registration.Buffers[0][..10];

    private ReadOnlyMemory<byte> Short => _registration.Buffers[0][..9];

    public void Dispose() => _registration.Dispose();

    [Fact]
    public void What_goes_without_a_copy_goes_alone_and_what_is_copied_together()
    {
        Assert.Equal((1, 10, false), Next(Long));
        Assert.Equal((1, 9, true), Next(Short));
        Assert.Equal((1, 10, false), Next(Long, Long));
        Assert.Equal((1, 50, true), Next(Copied, Long));
        Assert.Equal((3, 109, true), Next(Copied, Short, Copied, Long, Copied));
        Assert.Equal((2, 59, true), Next(Copied, Short));
    }

    [Fact]
    public void A_socket_that_cannot_copies_from_then_on()
    {
        Assert.True(_zeroCopy.Forgoes(Errno.OperationNotSupported));
        Assert.Equal((2, 60, true), Next(Long, Copied));
        Assert.Equal((2, 60, true), Next(Long, Copied));
    }

    [Theory]
    [InlineData(Errno.OutOfMemory)]
    [InlineData(Errno.NoBufferSpace)]
    public void Where_no_more_memory_may_be_locked_one_send_is_copied(int errno)
    {
        Assert.True(_zeroCopy.Forgoes(errno));
        Assert.Equal((2, 60, true), Next(Long, Copied));
        Assert.Equal((1, 10, false), Next(Long, Copied));
    }

    [Fact]
    public void Other_errors_are_what_they_are() => Assert.False(_zeroCopy.Forgoes(Errno.ConnectionReset));

    private (int Count, long Length, bool IsCopied) Next(params ReadOnlyMemory<byte>[] pieces)
    {
        var part = _zeroCopy.Next(new Unsent(pieces[0], SliceList.Of(pieces), 1), out var isCopied);
        return (part.Count, Enumerable.Range(0, part.Count).Sum(i => (long)part[i].Length), isCopied);
    }
}
