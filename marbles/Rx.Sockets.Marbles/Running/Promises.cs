namespace Rx.Sockets.Marbles.Running;

/// <summary>What holds in every scenario, drawn or not: exact counts, and the settled callback exactly once, before the
/// observer hears.</summary>
internal static class Promises
{
    public static IReadOnlyList<string> Broken(MarbleWorld world, IReadOnlyList<SendRow> rows, IReadOnlySet<string> named)
    {
        var socket = world.Socket;
        var broken = world.Runs.SelectMany(run => run.Broken).ToList();
        if (socket.BytesTransferred != socket.Peer.BytesReceived)
            broken.Add($"BytesTransferred is {socket.BytesTransferred}, the peer has {socket.Peer.BytesReceived}");
        if (world.Others.All.Any(other => other.BytesTransferred != other.Peer.BytesReceived))
            broken.Add("another socket has transferred other bytes than its peer has");
        if (socket.Outstanding != rows.Count(r => r.SettledAt is null))
            broken.Add($"Outstanding is {socket.Outstanding}, and {rows.Count(r => r.SettledAt is null)} sends have not settled");
        foreach (var row in rows)
            Check(row, named.Contains(row.Name), broken);
        return broken;
    }

    private static void Check(SendRow row, bool hasCallback, List<string> broken)
    {
        if (row.Result is not { } result) return;
        if (result.BytesTransferred != row.Wired)
            broken.Add($"{row.Name} reports {result.BytesTransferred} bytes, and {row.Wired} have left");
        if (row.HeardTooEarly)
            broken.Add($"the observer of {row.Name} heard before its settled callback ran");
        if (hasCallback && (row.Callbacks.Count != 1 || row.Callbacks[0] != result))
            broken.Add($"the settled callback of {row.Name} ran {row.Callbacks.Count} times, with {string.Join("; ", row.Callbacks)}");
    }
}
