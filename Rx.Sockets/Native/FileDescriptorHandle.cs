using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rx.Sockets.Native;

/// <summary>The only owner of a descriptor that we opened ourselves.</summary>
internal sealed class FileDescriptorHandle : SafeHandleMinusOneIsInvalid
{
    private FileDescriptorHandle(int fd) : base(ownsHandle: true) => SetHandle(fd);

    /// <summary>Takes over the result of a call that opens a descriptor.</summary>
    /// <exception cref="IOException">The call failed; the message names it and the reason.</exception>
    public static FileDescriptorHandle Own(int fd, string call)
    {
        if (fd >= 0) return new FileDescriptorHandle(fd);
        var errno = Marshal.GetLastPInvokeError();
        throw new IOException($"{call} failed: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno}).", new Win32Exception(errno));
    }

    protected override bool ReleaseHandle() => EventFdCalls.Close(handle) == 0;
}
