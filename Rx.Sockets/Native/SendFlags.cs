namespace Rx.Sockets.Native;

/// <summary>Linux flags of send(2) that the engines own; <c>bits/socket.h</c>.</summary>
internal static class SendFlags
{
    public const int DontWait = 0x40;
    public const int WaitAll = 0x100;
    public const int NoSignal = 0x4000;
    public const int More = 0x8000;
    public const int ZeroCopy = 0x4000000;
}
