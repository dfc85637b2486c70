using System.Buffers;
using System.Net.Sockets;
using Microsoft.Reactive.Testing;
using Rx.Sockets.Diagnostics;
using Rx.Sockets.Tests.Support;
using Rx.Sockets.Virtual;

namespace Rx.Sockets.Tests.Diagnostics;

/// <summary>Memory that is returned while a send of it has not settled is noticed, and memory that is not, is not.</summary>
public sealed class GuardedMemoryPoolTests : IDisposable
{
    private const int Length = 100;

    private readonly TestScheduler _time = new();
    private readonly VirtualSocket _socket;
    private readonly List<string> _reports = [];
    private readonly ReturningPool _inner = new();
    private readonly GuardedMemoryPool _pool;

    public GuardedMemoryPoolTests()
    {
        _socket = new VirtualSocket(_time, window: 0);
        _pool = new GuardedMemoryPool(_inner, _reports.Add);
    }

    public void Dispose()
    {
        _pool.Dispose();
        _socket.Dispose();
    }

    [Fact]
    public void Memory_returned_too_early_throws_and_names_who_rented_it()
    {
        using var pool = new GuardedMemoryPool();
        var owner = pool.Rent(Length);
        _socket.AsyncWrite(owner.Memory).Subscribe(new Recorder<SendResult>());

        var error = Assert.Throws<InvalidOperationException>(owner.Dispose);

        Assert.Contains("1 send(s)", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Memory_returned_too_early_throws_and_names_who_rented_it), error.Message, StringComparison.Ordinal);
        owner.Dispose(); // once is enough
    }

    [Fact]
    public void What_is_returned_too_early_goes_back_when_the_last_send_of_it_has_settled()
    {
        var owner = _pool.Rent(Length);
        var first = _socket.AsyncWrite(owner.Memory).Subscribe(new Recorder<SendResult>());
        var second = _socket.AsyncWrite([owner.Memory[10..], owner.Memory[..10]]).Subscribe(new Recorder<SendResult>());

        owner.Dispose();

        Assert.Single(_reports);
        second.Dispose();
        Assert.Equal(0, _inner.Returned);
        first.Dispose();
        Assert.Equal(1, _inner.Returned);
        Assert.Single(_reports);
    }

    [Fact]
    public void A_send_that_reads_what_was_returned_fails_with_Fault()
    {
        var owner = _pool.Rent(Length);
        using var wire = _socket.Peer.OnWire.Subscribe(_ => { });
        var heard = new Recorder<SendResult>();
        _socket.AsyncWrite(owner.Memory).Subscribe(heard);
        owner.Dispose();

        _socket.Peer.Window = Length;
        _time.Start();

        var error = Assert.IsType<SendException>(heard.Error);
        Assert.Equal(new SendResult(SocketError.Fault, 0), error.Result);
        Assert.IsType<ObjectDisposedException>(error.InnerException);
    }

    public static TheoryData<string> Ways => new("single", "slices", "list", "condition", "own condition", "send");

    [Theory, MemberData(nameof(Ways))]
    public void Every_way_of_sending_is_watched_until_it_has_settled(string way)
    {
        var owner = _pool.Rent(Length);
        var subscription = Begin(way, owner.Memory).Subscribe(new Recorder<SendResult>());
        owner.Dispose();
        Assert.Single(_reports);
        Assert.Equal(0, _inner.Returned);
        subscription.Dispose();
        Assert.Equal(1, _inner.Returned);
    }

    [Theory, MemberData(nameof(Ways))]
    public void Memory_returned_by_the_ledger_or_the_observer_is_in_time(string way)
    {
        _socket.Peer.Window = 1000;
        IMemoryOwner<byte>[] owners = [_pool.Rent(Length), _pool.Rent(Length)];
        Begin(way, owners[0].Memory).CancelOnUnsubscribe(CancellationLevel.Total, _ => owners[0].Dispose()).Subscribe();
        Begin(way, owners[1].Memory).Subscribe(_ => owners[1].Dispose());
        _time.Start();
        Assert.Empty(_reports);
        Assert.Equal(2, _inner.Returned);
    }

    [Fact]
    public async Task Memory_returned_after_an_await_is_in_time()
    {
        _socket.Peer.Window = 1000;
        var owner = _pool.Rent(Length);
        await _socket.AsyncWrite(owner.Memory);
        await _socket.AsyncWrite(owner.Memory);
        owner.Dispose();
        Assert.Empty(_reports);
        Assert.Equal(1, _inner.Returned);
    }

    [Fact]
    public void A_send_that_is_refused_keeps_nothing()
    {
        var owner = _pool.Rent(Length);
        _socket.Dispose();
        _socket.AsyncWrite(owner.Memory).Subscribe(new Recorder<SendResult>());
        owner.Dispose();
        Assert.Empty(_reports);
        Assert.Equal(1, _inner.Returned);
    }

    [Fact]
    public void Memory_that_was_never_sent_goes_back_at_once_and_cannot_be_read_any_more()
    {
        var owner = _pool.Rent(Length);
        var memory = owner.Memory;
        Assert.InRange(memory.Length, Length, _pool.MaxBufferSize);
        memory.Span[Length - 1] = 7;
        using (memory.Pin())
            owner.Dispose();
        Assert.Equal(1, _inner.Returned);
        Assert.Throws<ObjectDisposedException>(() => memory.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => memory.Pin());
    }

    private SendObservable Begin(string way, ReadOnlyMemory<byte> memory) => way switch
    {
        "single" => _socket.AsyncWrite(memory),
        "slices" => _socket.AsyncWrite([new byte[1], memory]),
        "list" => _socket.AsyncWrite(BufferSequence.Of([new byte[1], memory[..1], memory[1..]])),
        "condition" => _socket.AsyncWrite([new byte[10], memory], CompletionCondition.TransferExactly(5)),
        "own condition" => _socket.AsyncWrite([new byte[10], memory], CompletionCondition.From((_, _) => 1L)),
        _ => _socket.AsyncSend(memory),
    };

    /// <summary>Counts what comes back.</summary>
    private sealed class ReturningPool : MemoryPool<byte>
    {
        public int Returned { get; private set; }

        public override int MaxBufferSize => Shared.MaxBufferSize;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => new Owner(this, Shared.Rent(minBufferSize));

        protected override void Dispose(bool disposing)
        {
        }

        private sealed class Owner(ReturningPool pool, IMemoryOwner<byte> rented) : IMemoryOwner<byte>
        {
            public Memory<byte> Memory => rented.Memory;

            public void Dispose()
            {
                pool.Returned++;
                rented.Dispose();
            }
        }
    }
}
