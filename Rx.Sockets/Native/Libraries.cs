namespace Rx.Sockets.Native;

/// <summary>Names of the native libraries.</summary>
internal static class Libraries
{
    public const string C = "libc";
}
