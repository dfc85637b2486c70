namespace Rx.Sockets.Tests.Support;

/// <summary>Rows for theories: each engine over TCP and over a Unix domain socket.</summary>
public sealed class BothEnginesAndWires : TheoryData<SocketEngineKind, Wire>
{
    public BothEnginesAndWires()
    {
        foreach (var wire in (Wire[])[Wire.Tcp, Wire.Unix])
        {
            foreach (var engine in Machine.Engines)
                Add(engine, wire);
        }
    }
}
