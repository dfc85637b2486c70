using System.Net.Sockets;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Promises;

/// <summary>The level table for AsyncWrite, cell by cell, in each way to ask.</summary>
public sealed class LevelTableOfWrite
{
    private static readonly byte[] Frame = Pattern.Bytes(PairSteps.TooMuch);

    public static MatrixTheoryData<Way, SocketEngineKind> Ways { get; } =
        new(Enum.GetValues<Way>(), Machine.Engines);

    [Theory, MemberData(nameof(Ways))]
    public async Task Total_before_the_first_byte_cancels_with_0_bytes_and_the_socket_stays_usable(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Pair.FillUp();
        scene.Start(scene.Socket.AsyncWrite(Frame), CancellationLevel.Total);

        scene.Ask();

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Total), scene.Outcome());
        scene.AssertUsable();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Total_after_the_first_byte_is_refused_and_the_write_runs_to_its_end(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Start(scene.Socket.AsyncWrite(Frame), CancellationLevel.Total);
        Assert.InRange(scene.Socket.BytesTransferred, 1, Frame.Length - 1);

        scene.Ask();
        scene.Pair.RunReady();
        Assert.Equal(0, scene.Settled.Calls);

        Assert.Equal(Frame, scene.Pair.Receive(Frame.Length));
        Assert.Equal(new SendResult(SocketError.Success, Frame.Length), scene.Outcome());
        Assert.Equal(RxSocketState.Usable, scene.Socket.State);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Total_after_the_last_byte_is_too_late(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Start(scene.Socket.AsyncWrite(new byte[10]), CancellationLevel.Total);
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
        scene.Start(scene.Socket.AsyncWrite(Frame), CancellationLevel.Partial);

        scene.Ask();

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Partial), scene.Outcome());
        scene.AssertUsable();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Partial_after_the_first_byte_cancels_with_the_exact_count_and_the_socket_stays_usable(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Start(scene.Socket.AsyncWrite(Frame), CancellationLevel.Partial);

        scene.Ask();

        var outcome = scene.Outcome();
        Assert.Equal((SocketError.OperationAborted, CancellationLevel.Partial), (outcome.Error, outcome.Cancelled));
        Assert.InRange(outcome.BytesTransferred, 1, Frame.Length - 1);
        Assert.Equal(scene.Socket.BytesTransferred, outcome.BytesTransferred);
        scene.AssertUsable();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Partial_after_the_last_byte_is_too_late(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Start(scene.Socket.AsyncWrite(new byte[10]), CancellationLevel.Partial);
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
        scene.Start(scene.Socket.AsyncWrite(Frame), CancellationLevel.Terminal);

        scene.Ask();

        Assert.Equal(new SendResult(SocketError.OperationAborted, 0, CancellationLevel.Terminal), scene.Outcome());
        scene.AssertOnlyClosable();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Terminal_after_the_first_byte_cancels_with_the_exact_count_and_the_socket_is_only_closable(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Start(scene.Socket.AsyncWrite(Frame), CancellationLevel.Terminal);

        scene.Ask();

        var outcome = scene.Outcome();
        Assert.Equal((SocketError.OperationAborted, CancellationLevel.Terminal), (outcome.Error, outcome.Cancelled));
        Assert.InRange(outcome.BytesTransferred, 1, Frame.Length - 1);
        Assert.Equal(scene.Socket.BytesTransferred, outcome.BytesTransferred);
        scene.AssertOnlyClosable();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Terminal_after_the_last_byte_is_too_late_and_the_socket_stays_usable(Way way, SocketEngineKind engine)
    {
        await using var scene = new LevelScene(way, engine);
        scene.Start(scene.Socket.AsyncWrite(new byte[10]), CancellationLevel.Terminal);
        Assert.Equal(10, scene.Socket.BytesTransferred);

        scene.Ask();

        Assert.Equal(new SendResult(SocketError.Success, 10), scene.Outcome());
        scene.AssertUsable();
    }
}
