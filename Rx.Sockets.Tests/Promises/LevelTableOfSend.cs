using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>The level table for AsyncSend, cell by cell, in each way to ask. The first bytes decide a send, so there is no refusal.</summary>
public sealed class LevelTableOfSend
{
    private static readonly byte[] Frame = Pattern.Bytes(PairSteps.TooMuch);

    public static MatrixTheoryData<Way, SocketEngineKind> Ways { get; } =
        new(Enum.GetValues<Way>(), Machine.Engines);

    [Theory, MemberData(nameof(Ways))]
    public async Task Total_before_the_first_byte_cancels_with_0_bytes_and_the_socket_stays_usable(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Pair.FillUp();
        scene.Start(scene.Socket.AsyncSend(Frame), CancellationLevel.Total);

        scene.Ask();

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), scene.Outcome());
        scene.AssertUsable();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Total_after_some_bytes_is_too_late_since_they_decided_the_send(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Start(scene.Socket.AsyncSend(Frame), CancellationLevel.Total);
        var moved = scene.Socket.BytesTransferred;
        Assert.InRange(moved, 1, Frame.Length - 1);

        scene.Ask();

        Assert.Equal(new SendResult(SocketError.Success, moved), scene.Outcome());
        scene.AssertUsable();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Total_after_the_last_byte_is_too_late(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Start(scene.Socket.AsyncSend(new byte[10]), CancellationLevel.Total);
        Assert.Equal(10, scene.Socket.BytesTransferred);

        scene.Ask();

        Assert.Equal(new SendResult(SocketError.Success, 10), scene.Outcome());
        scene.AssertUsable();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Partial_before_the_first_byte_cancels_with_0_bytes_and_the_socket_stays_usable(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Pair.FillUp();
        scene.Start(scene.Socket.AsyncSend(Frame), CancellationLevel.Partial);

        scene.Ask();

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Partial), scene.Outcome());
        scene.AssertUsable();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Partial_after_some_bytes_is_too_late_since_they_decided_the_send(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Start(scene.Socket.AsyncSend(Frame), CancellationLevel.Partial);
        var moved = scene.Socket.BytesTransferred;
        Assert.InRange(moved, 1, Frame.Length - 1);

        scene.Ask();

        Assert.Equal(new SendResult(SocketError.Success, moved), scene.Outcome());
        scene.AssertUsable();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Partial_after_the_last_byte_is_too_late(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Start(scene.Socket.AsyncSend(new byte[10]), CancellationLevel.Partial);
        Assert.Equal(10, scene.Socket.BytesTransferred);

        scene.Ask();

        Assert.Equal(new SendResult(SocketError.Success, 10), scene.Outcome());
        scene.AssertUsable();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Terminal_before_the_first_byte_cancels_with_0_bytes_and_the_socket_is_only_closable(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Pair.FillUp();
        scene.Start(scene.Socket.AsyncSend(Frame), CancellationLevel.Terminal);

        scene.Ask();

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Terminal), scene.Outcome());
        scene.AssertOnlyClosable();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Terminal_after_some_bytes_is_too_late_since_they_decided_the_send(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Start(scene.Socket.AsyncSend(Frame), CancellationLevel.Terminal);
        var moved = scene.Socket.BytesTransferred;
        Assert.InRange(moved, 1, Frame.Length - 1);

        scene.Ask();

        Assert.Equal(new SendResult(SocketError.Success, moved), scene.Outcome());
        scene.AssertUsable();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Terminal_after_the_last_byte_is_too_late(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Start(scene.Socket.AsyncSend(new byte[10]), CancellationLevel.Terminal);
        Assert.Equal(10, scene.Socket.BytesTransferred);

        scene.Ask();

        Assert.Equal(new SendResult(SocketError.Success, 10), scene.Outcome());
        scene.AssertUsable();
    }
}
