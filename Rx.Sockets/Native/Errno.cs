namespace Rx.Sockets.Native;

/// <summary>The errno values that we act on; Linux, <c>asm-generic/errno.h</c>.</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int Interrupted = 4;
    public const int BadDescriptor = 9;
    public const int Again = 11;
    public const int OutOfMemory = 12;
    public const int AccessDenied = 13;
    public const int Fault = 14;
    public const int Busy = 16;
    public const int InvalidArgument = 22;
    public const int Pipe = 32;
    public const int NoCall = 38;
    public const int TimerExpired = 62;
    public const int NotSocket = 88;
    public const int DestinationAddressRequired = 89;
    public const int MessageSize = 90;
    public const int OperationNotSupported = 95;
    public const int NetworkDown = 100;
    public const int NetworkUnreachable = 101;
    public const int NetworkReset = 102;
    public const int ConnectionAborted = 103;
    public const int ConnectionReset = 104;
    public const int NoBufferSpace = 105;
    public const int IsConnected = 106;
    public const int NotConnected = 107;
    public const int TimedOut = 110;
    public const int ConnectionRefused = 111;
    public const int HostDown = 112;
    public const int HostUnreachable = 113;
    public const int Canceled = 125;
}
