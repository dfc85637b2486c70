using System.ComponentModel;
using System.Runtime.InteropServices;
using Rx.Sockets.Native;

namespace Rx.Sockets.Engines.Uring;

/// <summary>Makes a ring, or says why there is none to be had here.</summary>
internal static class RingSetup
{
#if DEBUG
    private const uint Usual = 8; // small, so that full rings are an everyday case in tests
    private const uint CompletionsPerEntry = 2;
#else
    private const uint Usual = 256;
    private const uint CompletionsPerEntry = 16; // more sends wait in the kernel than go there at once
#endif
    private const uint Features =
        IoUringCalls.FeatureSingleMap | IoUringCalls.FeatureNoDrop | IoUringCalls.FeatureSubmitStable | IoUringCalls.FeatureExtendedArgument;

    private const string SwitchFile = "/proc/sys/kernel/io_uring_disabled";

    private static readonly byte[] Operations =
        [IoUringCalls.OpPollAdd, IoUringCalls.OpSendMessage, IoUringCalls.OpAsyncCancel, IoUringCalls.OpSend];

    /// <summary>Makes the ring of a loop.</summary>
    /// <param name="isBound">Whether one thread will do all with it. Then the kernel can put its own work off until that thread asks.</param>
    /// <param name="entries">How many requests go into the kernel with one system call; a power of two.</param>
    /// <exception cref="IOException">io_uring is not to be had here; the message says why.</exception>
    public static KernelRing Make(bool isBound, uint entries = Usual)
    {
        var setup = new IoUringParams
        {
            CompletionEntries = entries * CompletionsPerEntry,
            Flags = IoUringCalls.SetupCompletionSize | IoUringCalls.SetupClamp | IoUringCalls.SetupSubmitAll,
        };

        // Disabled until the thread that will turn it is there: the one that enables it is the single issuer.
        if (isBound)
            setup.Flags |= IoUringCalls.SetupSingleIssuer | IoUringCalls.SetupDeferTaskRun | IoUringCalls.SetupTaskRunFlag | IoUringCalls.SetupDisabled;
        var fd = Open(entries, ref setup);
        MemoryMapping? rings = null;
        try
        {
            var sendsZeroCopy = Probe(fd, setup);
            rings = MemoryMapping.Of(fd, IoUringCalls.OffsetOfRings, SizeOfRings(setup));
            var shared = MemoryMapping.Of(fd, IoUringCalls.OffsetOfEntries, setup.SubmissionEntries * (long)IoUringEntry.Size);
            return new KernelRing(fd, rings, shared, setup, sendsZeroCopy);
        }
        catch (IOException)
        {
            rings?.Dispose();
            fd.Dispose();
            throw;
        }
    }

    /// <summary>An exception that says what failed and why.</summary>
    public static IOException Failure(string call, int errno) => Failure(call, errno, Switch());

    /// <summary>The same, where <paramref name="isDisabled"/> is what kernel.io_uring_disabled says; null: this kernel has no such
    /// switch.</summary>
    public static IOException Failure(string call, int errno, string? isDisabled)
    {
        var reason = errno switch
        {
            Errno.NoCall => "this kernel has no io_uring, or a seccomp filter hides it",
            Errno.NotPermitted when isDisabled is not (null or "0") => $"kernel.io_uring_disabled is {isDisabled}",
            Errno.NotPermitted or Errno.AccessDenied => "it is forbidden here, probably by a seccomp filter as containers have",
            Errno.OutOfMemory => "the kernel has no memory for it within the limits of this process (its control group, ulimit -l); fewer loops will do",
            Errno.InvalidArgument => "this kernel is older than Linux 6.1",
            _ => Marshal.GetPInvokeErrorMessage(errno),
        };
        return new IOException($"{call} failed: {reason} (errno {errno}).", new Win32Exception(errno));
    }

    private static unsafe FileDescriptorHandle Open(uint entries, ref IoUringParams setup)
    {
        if (!OperatingSystem.IsOSPlatformVersionAtLeast("linux", 6, 1)) throw Failure("io_uring_setup", Errno.InvalidArgument);

        // SAFETY: the structure is read and written before the call returns.
        fixed (IoUringParams* parameters = &setup)
        {
            var fd = IoUringCalls.Setup(IoUringCalls.SetupNumber, entries, parameters);
            return fd >= 0 ? FileDescriptorHandle.Own((int)fd, "io_uring_setup") : throw Failure("io_uring_setup", Marshal.GetLastPInvokeError());
        }
    }

    // Whether it can send without copying; what the engine cannot do without is there if this returns.
    private static unsafe bool Probe(FileDescriptorHandle fd, in IoUringParams setup)
    {
        if ((setup.Features & Features) != Features) throw Failure("io_uring_setup (features)", Errno.InvalidArgument);
        var probe = stackalloc byte[IoUringProbe.Size];

        // SAFETY: room for all operations there can be, on this stack; read and written before the call returns.
        new Span<byte>(probe, IoUringProbe.Size).Clear();
        if (IoUringCalls.Register(IoUringCalls.RegisterNumber, fd, IoUringCalls.RegisterProbe, probe, IoUringProbe.MostOperations) < 0)
            throw Failure("io_uring_register (probe)", Marshal.GetLastPInvokeError());
        var answer = new ReadOnlySpan<byte>(probe, IoUringProbe.Size);
        foreach (var operation in Operations)
        {
            if (!IoUringProbe.Supports(answer, operation))
                throw new IOException($"io_uring has no operation {operation} here: this kernel is older than Linux 6.1, or restricted.");
        }

        return IoUringProbe.Supports(answer, IoUringCalls.OpSendZeroCopy);
    }

    private static long SizeOfRings(in IoUringParams setup) => Math.Max(
        setup.Submission.Array + (setup.SubmissionEntries * (long)sizeof(uint)),
        setup.Completion.Completions + (setup.CompletionEntries * (long)IoUringCompletion.Size));

    private static string? Switch()
    {
        try
        {
            return File.ReadAllText(SwitchFile).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // a kernel without it
        }
    }
}
