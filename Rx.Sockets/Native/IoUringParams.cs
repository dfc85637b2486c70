using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>Mirrors <c>struct io_uring_params</c> (io_uring_setup(2)); 120 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringParams
{
    public uint SubmissionEntries;
    public uint CompletionEntries;
    public uint Flags;
    public uint PollThreadCpu;
    public uint PollThreadIdle;
    public uint Features;
    public uint WorkersOf;
    public uint Reserved0;
    public ulong Reserved1;
    public IoUringSubmissionOffsets Submission;
    public IoUringCompletionOffsets Completion;
}
