using System.Net;
using System.Net.Sockets;
using System.Reactive;
using System.Reactive.Concurrency;
using BenchmarkDotNet.Attributes;
using Rx.Sockets;
using Rx.Sockets.Virtual;

namespace Benchmarks.Micro;

/// <summary>One send without a kernel: the queue and the state machine alone.</summary>
public class SendBenchmarks : IDisposable
{
    private const int AwaitsAtOnce = 64;

    private readonly HistoricalScheduler _scheduler = new();
    private readonly IObserver<SendResult> _nobody = Observer.Create<SendResult>(_ => { });
    private readonly SendObservable _virtual;
    private RxSocket? _socket;

    public SendBenchmarks() => _virtual = new VirtualSocket(_scheduler).AsyncSend(new byte[64]);

    [GlobalSetup]
    public void Connect()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndpoint);
        _socket = new RxSocket(client);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _socket?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>From Subscribe to OnCompleted, in virtual time.</summary>
    [Benchmark]
    public void SubscribeToCompleted()
    {
        _virtual.Subscribe(_nobody);
        _scheduler.Start();
    }

    /// <summary>Begun and left at once, until it has settled.</summary>
    [Benchmark]
    public void SubscribeAndDispose()
    {
        _virtual.Subscribe(_nobody).Dispose();
        _scheduler.Start();
    }

    /// <summary>A send of nothing is ready without a system call: what is left is the await.</summary>
    [Benchmark(OperationsPerInvoke = AwaitsAtOnce)]
    public async Task<long> AwaitReady()
    {
        var (send, sum) = (_socket!.AsyncSend(default), 0L);
        for (var i = 0; i < AwaitsAtOnce; i++)
            sum += (await send).BytesTransferred;
        return sum;
    }
}
