using System.Runtime.InteropServices;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>Keeps SIGPIPE from being thrown away on this thread, where .NET ignores it: a blocked signal stays pending and shows.</summary>
public sealed class BlockedSigPipe : IDisposable
{
    private const int SigPipe = 13;
    private const int Block = 0;
    private const int SetMask = 2;
    private const ulong PipeBit = 1UL << (SigPipe - 1);

    private readonly ulong[] _before = new ulong[16];

    public BlockedSigPipe()
    {
        var mask = new ulong[16];
        mask[0] = PipeBit;
        Assert.Equal(0, SetSignalMask(Block, mask, _before));
    }

    public static bool IsPending
    {
        get
        {
            var pending = new ulong[16];
            Assert.Equal(0, PendingSignals(pending));
            return (pending[0] & PipeBit) != 0;
        }
    }

    // A pending signal that is ignored is dropped when it is let through.
    public void Dispose() => Assert.Equal(0, SetSignalMask(SetMask, _before, null));

    [DllImport("libc", EntryPoint = "pthread_sigmask")]
    private static extern int SetSignalMask(int how, ulong[] set, ulong[]? before);

    [DllImport("libc", EntryPoint = "sigpending")]
    private static extern int PendingSignals(ulong[] set);
}
