namespace Rx.Sockets.Marbles.Running;

/// <summary>An error that a scenario names: <c># Boom</c>.</summary>
internal sealed class NamedException(string name) : Exception(name)
{
    public string Name => Message;
}
