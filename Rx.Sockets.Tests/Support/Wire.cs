namespace Rx.Sockets.Tests.Support;

/// <summary>What connects the two ends.</summary>
public enum Wire
{
    Tcp,
    TcpIPv6,
    Unix,
}
