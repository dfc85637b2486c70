using System.Net;
using System.Net.Sockets;
using Rx.Sockets;

namespace Quickstart.Scenes;

/// <summary>The payload to somebody else's server. What it has read only it can say: the count is what the kernel took.</summary>
internal static class RealPeer
{
    public static async Task<bool> RunAsync(SocketLoop loop, DnsEndPoint to, Payload payload, Tape? tape)
    {
        using var connecting = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await ConnectAsync(connecting, to);
        Page.Fact("peer", $"{connecting.RemoteEndPoint}\n");
        await using var socket = new RxSocket(connecting, new RxSocketOptions { Loop = loop });
        tape?.Record(socket, "a payload piece by piece to a real peer");

        var reported = await Transfer.SendAsync(socket, payload);

        Page.Say($"{Page.Count(reported)} bytes reported as taken of {Page.Count(payload.Length)}");
        return reported == payload.Length;
    }

    private static async Task ConnectAsync(Socket socket, DnsEndPoint to)
    {
        try
        {
            await socket.ConnectAsync(to);
        }
        catch (SocketException error)
        {
            throw new IOException($"cannot connect to {to.Host}:{to.Port}: {error.Message}", error);
        }
    }
}
