namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>How one send can be asked to stop.</summary>
public enum CancelWay
{
    Unsubscribe,
    Signal,
    Token,
    Timer,
    CancelAll,
}
