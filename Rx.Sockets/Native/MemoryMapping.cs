using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rx.Sockets.Native;

/// <summary>The only owner of memory that we share with the kernel.</summary>
internal sealed class MemoryMapping : SafeHandleMinusOneIsInvalid
{
    private readonly nuint _length;

    private MemoryMapping(nint start, nuint length) : base(ownsHandle: true)
    {
        SetHandle(start);
        _length = length;
    }

    /// <summary>Maps memory of a descriptor, for reading and writing.</summary>
    /// <exception cref="IOException">The call failed; the message says why.</exception>
    public static MemoryMapping Of(FileDescriptorHandle fd, long offset, long length)
    {
        var start = MemoryMapCalls.Map(
            0, (nuint)length, MemoryMapCalls.Read | MemoryMapCalls.Write, MemoryMapCalls.Shared | MemoryMapCalls.Populate, fd, (nint)offset);
        if (start != -1) return new MemoryMapping(start, (nuint)length);
        var errno = Marshal.GetLastPInvokeError();
        throw new IOException($"mmap failed: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno}).", new Win32Exception(errno));
    }

    /// <summary>What is at <paramref name="offset"/>. Nobody uses it once the mapping is disposed.</summary>
    public unsafe ref T At<T>(uint offset) where T : unmanaged
    {
        Debug.Assert(!IsClosed && offset + (nuint)sizeof(T) <= _length, "Outside of the mapping.");

        // SAFETY: inside the mapping, which its user keeps as long as it uses it; the kernel aligns what it puts there.
        return ref Unsafe.AsRef<T>((void*)(handle + (nint)offset));
    }

    protected override bool ReleaseHandle() => MemoryMapCalls.Unmap(handle, _length) == 0;
}
