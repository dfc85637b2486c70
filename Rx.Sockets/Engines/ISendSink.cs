namespace Rx.Sockets.Engines;

/// <summary>Where an engine reports to: the send queue of one socket.</summary>
internal interface ISendSink
{
    /// <summary>The pending send has ended. Called exactly once for each <see cref="SendPort.TryStart"/> that returned false and
    /// was not withdrawn; never on the stack of TryStart or TryWithdraw, never under a lock of the engine.</summary>
    void Completed(in NativeOutcome outcome);

    /// <summary>The engine goes away; nothing will be brought to an end after this.</summary>
    void EngineStopped();
}
