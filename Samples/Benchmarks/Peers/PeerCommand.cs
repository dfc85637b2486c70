using System.Net;
using System.Net.Sockets;

namespace Benchmarks.Peers;

/// <summary>What a child process does: listens, says on which port, and serves each connection until its standard input ends.</summary>
internal static class PeerCommand
{
    public const string Drain = "drain";
    public const string DrainMany = "drain-many";
    public const string Digest = "digest";
    public const string Echo = "echo";

    /// <returns>Whether <paramref name="verb"/> is one of them.</returns>
    public static bool TryRun(string verb)
    {
        Action<Socket>? serve = verb switch
        {
            Drain => Reading.Drain,
            Digest => Reading.Digest,
            Echo => Reading.Echo,
            _ => null,
        };
        if (serve is null && verb != DrainMany) return false;
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = Child.BufferBytes };
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1024);
        var accepting = new Thread(() => Accept(listener, serve)) { IsBackground = true };
        accepting.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        while (Console.In.Read() >= 0)
        {
        }

        return true;
    }

    private static void Accept(Socket listener, Action<Socket>? serve)
    {
        using var many = serve is null ? new ManyDrain() : null;
        while (true)
        {
            var socket = listener.Accept();
            socket.NoDelay = true;
            if (serve is null) many!.Add(socket);
            else new Thread(() => serve(socket)) { IsBackground = true }.Start();
        }
    }
}
