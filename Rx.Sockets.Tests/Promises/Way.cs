namespace Rx.Sockets.Tests.Promises;

/// <summary>How a level is asked for.</summary>
public enum Way
{
    Unsubscribe,
    Signal,
    Token,
    After,
    Cancel,
}
