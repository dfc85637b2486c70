using Microsoft.Reactive.Testing;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Streams;

/// <summary>What SendTo of a sequence refuses when it is called.</summary>
public sealed class SequenceArgumentTests
{
    [Fact]
    public void Bad_arguments_are_refused_at_once()
    {
        using var socket = new VirtualSocket(new TestScheduler());
        var source = new ScriptedSequence(1, 8);
        Assert.Throws<ArgumentException>(() => source.SendTo(socket, new SendToOptions { Overflow = Overflow.Block }));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.SendTo(socket, new SendToOptions { Capacity = 0 }));
        Assert.Throws<ArgumentNullException>(() => source.SendTo((RxSocket)null!));
        Assert.Throws<ArgumentNullException>(() => ((IAsyncEnumerable<BufferSequence>)null!).SendTo(socket));
        Assert.Throws<ArgumentNullException>(() => source.SendTo((SocketSet)null!));
        Assert.Throws<ArgumentNullException>(() => ((IAsyncEnumerable<BufferSequence>)null!).SendTo(new SocketSet()));
    }
}
