using System.Net.Sockets;
using Rx.Sockets;

namespace HonestCancel.Torture;

/// <summary>What the outcome of one send may be, given what it was asked. Pure.</summary>
public static class Rules
{
    /// <summary>What is wrong with <paramref name="result"/>; null if nothing is.</summary>
    /// <param name="script">What was sent, and what it was asked for itself.</param>
    /// <param name="result">What settled reported.</param>
    /// <param name="askedOfAll">What the whole socket was asked for.</param>
    /// <param name="mayFail">Whether the peer reset the connection.</param>
    public static string? Complaint(Script script, SendResult result, CancellationLevel askedOfAll, bool mayFail)
    {
        var moved = result.BytesTransferred;
        if (moved > script.Length) return "more bytes than it had";
        if (result.IsSuccess) return OfSuccess(script, result);
        if (result.Cancelled != CancellationLevel.None) return OfCancelled(script, result, askedOfAll);
        if (mayFail) return null;
        return result.Error == SocketError.Disconnecting && moved == 0 ? null : "a failure that nothing explains";
    }

    private static string? OfSuccess(Script script, SendResult result)
    {
        if (result.Cancelled != CancellationLevel.None) return "a success and cancelled";
        if (script.IsWrite && result.BytesTransferred != script.Length) return "a write that succeeded short";
        return result.BytesTransferred == 0 && script.Length > 0 ? "a send that succeeded with nothing" : null;
    }

    private static string? OfCancelled(Script script, SendResult result, CancellationLevel askedOfAll)
    {
        var moved = result.BytesTransferred;
        if (result.Error != SocketError.OperationAborted) return "cancelled with another error";
        if (!(script.Level | askedOfAll).HasFlag(result.Cancelled)) return "a level that nobody asked for";
        if (result.Cancelled == CancellationLevel.Total && moved > 0) return "Total after bytes had left";
        if (moved > 0 && moved == script.Length) return "cancelled although all of it had left";
        if (!script.IsWrite && moved > 0) return "a native send that was cancelled after its bytes had left";
        return askedOfAll == CancellationLevel.None && result.Cancelled != Strongest(script.Level, moved == 0)
            ? "not the strongest level that could be had"
            : null;
    }

    private static CancellationLevel Strongest(CancellationLevel asked, bool untouched)
    {
        if (untouched && asked.HasFlag(CancellationLevel.Total)) return CancellationLevel.Total;
        return asked.HasFlag(CancellationLevel.Partial) ? CancellationLevel.Partial : CancellationLevel.Terminal;
    }
}
