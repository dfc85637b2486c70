namespace Rx.Sockets.Tests.Support;

/// <summary>Rows for theories: each engine that is proven here, and io_uring where the machine has it.</summary>
public sealed class BothEngines : TheoryData<SocketEngineKind>
{
    public BothEngines()
    {
        foreach (var engine in Machine.Engines)
            Add(engine);
    }
}
