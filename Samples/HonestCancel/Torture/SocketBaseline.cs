using System.Net.Sockets;

namespace HonestCancel.Torture;

/// <summary>The same torture for <c>Socket.SendAsync</c> with a token, one send after the other: what remains unknown.</summary>
/// <remarks>A cancelled send throws and has no count, so nobody can say how many of its bytes are on the wire. Slices are left out,
/// because the overload that takes several has no token.</remarks>
public sealed class SocketBaseline(TortureOptions options)
{
    private const int SendsPerConnection = 24;

    /// <summary>Sends whose token was cancelled.</summary>
    public long Cancellations { get; private set; }

    /// <summary>Those that threw OperationCanceledException.</summary>
    public long Cancelled { get; private set; }

    /// <summary>Bytes that some send returned as sent.</summary>
    public long Reported { get; private set; }

    public long Read { get; private set; }

    /// <summary>Bytes that the peers read and nobody reported.</summary>
    public long Unaccounted => Read - Reported;

    public async Task RunAsync()
    {
        using var lines = new Lines();
        for (var number = 1; Cancellations < options.Count; number++)
        {
            var random = new Random(unchecked((options.Seed * 1_000_003) + number));
            var plan = RoundPlan.Draw(options, random);
            if (plan.Pace != Pace.Resetting) await ConnectionAsync(lines, plan, random, (long)number << 16).WaitAsync(options.Deadline);
        }
    }

    private async Task ConnectionAsync(Lines lines, RoundPlan plan, Random random, long firstNumber)
    {
        var (local, peer) = lines.Connect(plan.Line, plan.SendBuffer);
        var reader = new Reader(peer, plan.Pace, plan.ResetAfter);
        for (var i = 0; i < SendsPerConnection; i++)
            await SendAsync(local, reader, Content.Of(firstNumber + i, Script.Draw(random).Length).ToArray(), random);
        local.Shutdown(SocketShutdown.Send);
        local.Dispose();
        reader.Unleash();
        await reader.Done;
        Read += reader.All.Length;
    }

    private async Task SendAsync(Socket socket, Reader reader, byte[] memory, Random random)
    {
        using var source = new CancellationTokenSource();
        var send = socket.SendAsync(memory, source.Token);
        if (random.Next(2) == 0) reader.GrantSome(random);
        Cancellations++;
        if (random.Next(2) == 0) await Task.Run(source.Cancel);
        else await source.CancelAsync();
        try
        {
            Reported += await send;
        }
        catch (OperationCanceledException)
        {
            Cancelled++;
        }
    }
}
