using System.Net;
using System.Net.Sockets;
using Benchmarks.Measuring;
using Benchmarks.Peers;
using Rx.Sockets;

namespace Benchmarks.Groups;

/// <summary>What an attached socket costs while it does nothing: managed bytes, without the Socket itself.</summary>
internal sealed class MemoryGroup(Bench bench) : BenchGroup
{
    private const int Sockets = 5_000;
    private const double Ceiling = 1024;

    public override string Name => "memory";

    public override IEnumerable<Fact> Facts() => Bench.Engines.SelectMany(engine => Of(engine, Sockets));

    /// <summary>All of them can still send.</summary>
    public override Task<IReadOnlyList<string>> CheckAsync() => Task.FromResult<IReadOnlyList<string>>(
        [.. Bench.Engines.SelectMany(engine => Of(engine, sockets: 50)).Where(fact => double.IsNaN(fact.Value)).Select(fact => $"{fact.Name}: a send failed")]);

    private IEnumerable<Fact> Of(SocketEngineKind engine, int sockets)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(sockets);
        var (locals, peers) = Connect(listener, sockets);
        bench.Attach(Connect(listener), engine).Dispose(); // what there is once
        var attached = new RxSocket[sockets];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < sockets; i++)
            attached[i] = bench.Attach(locals[i], engine);
        var idle = GC.GetTotalMemory(forceFullCollection: true);
        var reads = Array.TrueForAll(attached, socket => socket.Send(new byte[64]) == 64);
        var used = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var socket in attached)
            socket.Dispose();
        foreach (var peer in peers)
            peer.Dispose();
        yield return Row("attached", idle);
        yield return Row("attached, has sent", reads ? used : double.NaN);

        Fact Row(string what, double after) =>
            new($"memory, {sockets:N0} idle sockets", Names.Of(what, engine), Math.Round((after - before) / sockets), "B/socket", Ceiling);
    }

    private static (Socket[] Locals, List<Socket> Peers) Connect(TcpListener listener, int count)
    {
        var locals = new Socket[count];
        var peers = new List<Socket>(count);
        for (var i = 0; i < count; i++)
        {
            locals[i] = Connect(listener);
            peers.Add(listener.AcceptSocket());
        }

        return (locals, peers);
    }

    private static Socket Connect(TcpListener listener)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(listener.LocalEndpoint);
        return socket;
    }
}
