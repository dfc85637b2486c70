using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Rx.Sockets.Tests.Programs;

/// <summary>prctl(2) with PR_SET_SECCOMP: one system call fails with an errno, all others go on.</summary>
internal static partial class SeccompFilter
{
    private const int NoNewPrivileges = 38;
    private const int SetSeccomp = 22;
    private const nint FilterMode = 2;

    // One instruction of classic BPF: code, jumps if true and if false, operand.
    private const ulong LoadNumber = 0x20;
    private const ulong JumpIfEqual = 0x15;
    private const ulong Return = 0x06;
    private const uint Allow = 0x7fff0000;
    private const uint Fail = 0x00050000;

    public static unsafe void Deny(uint number, uint errno)
    {
        var program = stackalloc ulong[]
        {
            LoadNumber,
            JumpIfEqual | (1UL << 24) | ((ulong)number << 32), // not equal: step over the next one
            Return | ((ulong)(Fail | errno) << 32),
            Return | ((ulong)Allow << 32),
        };

        // SAFETY: both structures live on this stack and are copied before the calls return.
        var filter = stackalloc nint[2] { 4, (nint)program };
        if (Control(NoNewPrivileges, 1, 0, 0, 0) != 0 || Control(SetSeccomp, FilterMode, (nint)filter, 0, 0) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Control(int operation, nint a, nint b, nint c, nint d);
}
