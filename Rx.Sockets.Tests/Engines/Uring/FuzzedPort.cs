using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rx.Sockets.Buffers;
using Rx.Sockets.Engines;
using Rx.Sockets.Engines.Posix;
using Rx.Sockets.Engines.Uring;
using Rx.Sockets.Native;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Engines.Uring;

/// <summary>A port that is used by seed as a queue of sends would use it, and keeps a ledger: what was begun, what came of it.</summary>
internal sealed class FuzzedPort : ISendSink, IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Random _random;
    private readonly List<CountingMemory> _memories = [];
    private BufferRegistration _registration;
    private long _reported;
    private int _mayEnd;

    public FuzzedPort(UringEngine engine, Random random)
    {
        _random = random;
        Port = engine.Attach(_socket, this);
        Port.TakeZeroCopy(new ZeroCopyTerms(Threshold: 200, Linger: TimeSpan.FromSeconds(5)));
        _registration = Register();
        Descriptor = (int)_socket.SafeHandle.DangerousGetHandle();
    }

    public SendPort Port { get; }

    public int Descriptor { get; }

    /// <summary>Whether a send is begun and has not ended.</summary>
    public bool IsPending => Volatile.Read(ref _mayEnd) == 1;

    public int Stops { get; private set; }

    /// <summary>How often its registered memory is said to be in use.</summary>
    public int Held => _registration.Outstanding;

    public void Completed(in NativeOutcome outcome)
    {
        Assert.True(outcome.Kind == OutcomeKind.Moved || outcome.Bytes == 0, "bytes of a send that moved none");
        Interlocked.Add(ref _reported, outcome.Bytes); // before the mark: whoever sees that it has ended reads the count
        Assert.Equal(1, Interlocked.Exchange(ref _mayEnd, 0));
    }

    public void EngineStopped() => Stops++;

    /// <summary>Begins a send of one or several pieces, or a wait for room.</summary>
    public void Begin()
    {
        UseAgain();
        Volatile.Write(ref _mayEnd, 1);
        var ended = _random.Next(8) == 0
            ? Port.TryAwaitRoom(out var outcome)
            : Port.TryStart(Next(), SocketFlags.None, out outcome);
        if (ended) Completed(outcome);
    }

    /// <summary>An attempt has been made together with others.</summary>
    public void Attempted(in NativeOutcome outcome)
    {
        Volatile.Write(ref _mayEnd, 1);
        Completed(outcome);
    }

    /// <summary>Asks for the send back.</summary>
    public void Withdraw()
    {
        if (Port.TryWithdraw()) Completed(NativeOutcome.Withdrawn);
    }

    /// <summary>Every byte reported is one that the kernel took, and every pin has been let go.</summary>
    public void AssertAccounted(IReadOnlyDictionary<int, List<byte>> taken)
    {
        Assert.False(IsPending, "a send has not ended");
        Assert.Equal(taken.TryGetValue(Descriptor, out var stream) ? stream.Count : 0, _reported);
        Assert.Equal(0, Held);
        _registration.Dispose();
        Assert.All(_memories, memory => Assert.Equal(memory.Pins, memory.Unpins));
    }

    public void Dispose() => _socket.Dispose();

    private Unsent Next()
    {
        var pieces = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Piece()).ToArray();
        return pieces.Length == 1 ? new Unsent(pieces[0]) : new Unsent(pieces[0], SliceList.Of(pieces), 1);
    }

    private ReadOnlyMemory<byte> Piece()
    {
        var memory = _random.Next(2) == 0 ? _registration.Buffers[_random.Next(2)] : Count(new CountingMemory(_random.Next(1, 600)));
        return memory[.._random.Next(1, memory.Length + 1)];
    }

    // Nothing is pending: what is said to be free is written to, and the kernel, if it still reads, sees it.
    private void UseAgain()
    {
        for (var i = 0; i < 2; i++)
        {
            if (_registration.WhenFree(i).IsCompleted) _random.NextBytes(_registration.Buffers[i].Span);
        }

        if (Held > 0 || _random.Next(20) != 0) return;
        _registration.Dispose();
        _registration = Register();
    }

    private BufferRegistration Register() => new(Count(new CountingMemory(600)), Count(new CountingMemory(300)));

    private Memory<byte> Count(CountingMemory memory)
    {
        _memories.Add(memory);
        return memory.Memory;
    }

    /// <summary>Attempts at once, against the same kernel.</summary>
    public sealed class Attempts(FakeRing kernel) : PosixSend
    {
        public override SendAttempt Try(SafeHandle handle, in Unsent data, SocketFlags flags)
        {
            var first = data.First.Span;
            return kernel.SendNow((int)handle.DangerousGetHandle(), first) is { } count
                ? new SendAttempt(count, first.Length)
                : new SendAttempt(0, first.Length, Errno.Again);
        }

        public override SendAttempt TryRoom(SafeHandle handle) => new(0, 0, Errno.Again);
    }
}
