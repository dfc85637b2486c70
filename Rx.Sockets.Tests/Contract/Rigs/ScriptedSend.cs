using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines.Posix;

namespace Rx.Sockets.Tests.Contract.Rigs;

/// <summary>Stands at the one system call for sending at once, and looks at the descriptor through procfs.</summary>
internal class ScriptedSend : PosixSend, ISystemCalls
{
    private const int NonBlock = 0x800; // O_NONBLOCK, 04000 in octal

    private int _sends;
    private int _mostSlices;
    private int _errno;
    private Action? _after;

    public virtual int Sends => Volatile.Read(ref _sends);

    public int MostSlices => Volatile.Read(ref _mostSlices);

    /// <summary>Set when the socket is there.</summary>
    public int Descriptor { get; set; }

    /// <summary>Every wait set lists the descriptors it holds, one "tfd: N" line each.</summary>
    public virtual int Registrations => Directory.GetFiles("/proc/self/fdinfo").Sum(CountIn);

    public bool IsNonBlocking
    {
        get
        {
            var flags = ReadLines($"/proc/self/fdinfo/{Descriptor}").Single(line => line.StartsWith("flags:", StringComparison.Ordinal));
            return (Convert.ToInt32(flags.Split('\t', ' ')[^1], 8) & NonBlock) != 0;
        }
    }

    public void AfterNextSend(Action action) => Volatile.Write(ref _after, action);

    public void FailNextSend(int errno) => Volatile.Write(ref _errno, errno);

    public override SendAttempt Try(SafeHandle handle, in Unsent data, SocketFlags flags)
    {
        Interlocked.Increment(ref _sends);
        Volatile.Write(ref _mostSlices, Math.Max(MostSlices, Math.Min(data.Count, PinnedSlices.MaxSlices)));
        var errno = TakeErrno();
        if (errno != 0) return new SendAttempt(0, data.First.Length, errno);
        var attempt = base.Try(handle, data, flags);
        RunAfter();
        return attempt;
    }

    /// <summary>The errno that the next native send is to fail with; 0: none.</summary>
    protected int TakeErrno() => Interlocked.Exchange(ref _errno, 0);

    /// <summary>A native send is over, and nobody has looked at its outcome.</summary>
    protected void RunAfter() => Interlocked.Exchange(ref _after, null)?.Invoke();

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (IOException)
        {
            return []; // a descriptor of somebody else that was closed meanwhile
        }
    }

    private int CountIn(string path) => ReadLines(path).Count(line =>
        line.StartsWith("tfd:", StringComparison.Ordinal)
        && int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) == Descriptor);
}
