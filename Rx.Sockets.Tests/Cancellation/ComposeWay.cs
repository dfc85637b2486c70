namespace Rx.Sockets.Tests.Cancellation;

/// <summary>How a composed send is asked to stop.</summary>
public enum ComposeWay
{
    Unsubscribe,
    Slot,
    Cancel,
}
