using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines;

/// <summary>Bugs of the portable port that were found by review.</summary>
public sealed class PortablePortRegressions
{
    [Fact]
    public async Task Memory_that_throws_a_cancellation_fails_the_send_and_does_not_start_it_for_ever()
    {
        await using var pair = RxPair.Threaded(SocketEngineKind.Portable);
        var recorder = new Recorder<SendResult>();
        var thrown = new OperationCanceledException();
        using var memory = new WilfulMemory(100);
        var bytes = memory.Memory;
        memory.OnGetSpan = () => throw thrown;

        // On a thread of its own: if the bug comes back, Subscribe never returns.
        await Task.Run(() => pair.Socket.AsyncSend(bytes).Subscribe(recorder), TestContext.Current.CancellationToken).Within();
        await recorder.Ended.Within();

        var error = Assert.IsType<SendException>(recorder.Error);
        Assert.Equal(new SendResult(SocketError.Fault, 0), error.Result);
        Assert.Same(thrown, error.InnerException);
    }

    [Fact]
    public async Task Memory_that_breaks_while_the_send_waits_fails_the_send_and_not_the_process()
    {
        await using var pair = RxPair.Threaded(SocketEngineKind.Portable, bufferSize: 8 * 1024);
        var recorder = new Recorder<SendResult>();
        var thrown = new InvalidOperationException("broken");
        using var memory = new WilfulMemory(64 * 1024 * 1024);
        using var subscription = pair.Socket.AsyncWrite(memory.Memory).Subscribe(recorder);

        memory.OnGetSpan = () => throw thrown;
        pair.Peer.ReadAvailable();
        await recorder.Ended.Within();

        var error = Assert.IsType<SendException>(recorder.Error);
        Assert.Equal(SocketError.Fault, error.Result.Error);
        Assert.Equal(pair.Socket.BytesTransferred, error.Result.BytesTransferred);
        Assert.Same(thrown, error.InnerException);
    }
}
