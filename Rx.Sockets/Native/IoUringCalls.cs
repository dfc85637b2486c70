using System.Runtime.InteropServices;

namespace Rx.Sockets.Native;

/// <summary>io_uring(7), by syscall(2): the C library has no functions for it. The numbers are the same on every processor that .NET
/// runs on. Results are -1 on failure; errno by <see cref="Marshal.GetLastPInvokeError"/>. Constants: linux/io_uring.h.</summary>
internal static unsafe partial class IoUringCalls
{
    public const nint SetupNumber = 425;
    public const nint EnterNumber = 426;
    public const nint RegisterNumber = 427;

    public const uint SetupCompletionSize = 1 << 3;
    public const uint SetupClamp = 1 << 4;
    public const uint SetupDisabled = 1 << 6;
    public const uint SetupSubmitAll = 1 << 7;
    public const uint SetupTaskRunFlag = 1 << 9;
    public const uint SetupSingleIssuer = 1 << 12;
    public const uint SetupDeferTaskRun = 1 << 13;

    public const uint FeatureSingleMap = 1 << 0;
    public const uint FeatureNoDrop = 1 << 1;
    public const uint FeatureSubmitStable = 1 << 2;
    public const uint FeatureExtendedArgument = 1 << 8;

    public const uint EnterGetEvents = 1 << 0;
    public const uint EnterExtendedArgument = 1 << 3;

    public const uint RegisterProbe = 8;
    public const uint RegisterEnableRings = 12;

    public const uint SubmissionOverflow = 1 << 1;
    public const uint SubmissionTaskRun = 1 << 2;

    public const uint CompletionMore = 1 << 1;
    public const uint CompletionNotice = 1 << 3;

    public const byte OpPollAdd = 6;
    public const byte OpSendMessage = 9;
    public const byte OpAsyncCancel = 14;
    public const byte OpSend = 26;
    public const byte OpSendZeroCopy = 47;

    public const ushort PollFirst = 1 << 0;
    public const uint PollMultishot = 1 << 0;
    public const uint CancelAll = 1 << 0;
    public const uint CancelAny = 1 << 2;

    public const long OffsetOfRings = 0;
    public const long OffsetOfEntries = 0x10000000;

    [LibraryImport(Libraries.C, EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Setup(nint number, uint entries, IoUringParams* parameters);

    [LibraryImport(Libraries.C, EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Enter(
        nint number, FileDescriptorHandle ring, uint toSubmit, uint minComplete, uint flags, IoUringWait* argument, nuint size);

    [LibraryImport(Libraries.C, EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Register(nint number, FileDescriptorHandle ring, uint operation, void* argument, uint count);
}
