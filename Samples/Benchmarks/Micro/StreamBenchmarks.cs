using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using BenchmarkDotNet.Attributes;
using Rx.Sockets;
using Rx.Sockets.Virtual;

namespace Benchmarks.Micro;

/// <summary>What <c>SendTo</c> does with a message while a write is under way: appends it to what goes next, or puts it in the place of
/// an older one. All of them then go out in virtual time.</summary>
public class StreamBenchmarks
{
    private const int Messages = 1024;

    private readonly BufferSequence[] _messages = [.. Enumerable.Range(0, Messages).Select(number => Message((byte)(number % 16)))];
    private readonly Action _append;
    private readonly Action _conflate;

    public StreamBenchmarks()
    {
        _append = Stream(Overflow.Fail, capacity: 1 << 20);
        _conflate = Stream(Overflow.Latest(message => message.First(1).ToArray()[0]), capacity: 1024);
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public void Append() => _append();

    [Benchmark(OperationsPerInvoke = Messages)]
    public void Conflate() => _conflate();

    private static byte[] Message(byte symbol)
    {
        var bytes = new byte[64];
        bytes[0] = symbol;
        return bytes;
    }

    /// <returns>Hands over all messages, and lets them go out.</returns>
    private Action Stream(Overflow overflow, long capacity)
    {
        var (scheduler, source) = (new HistoricalScheduler(), new Subject<BufferSequence>());
        var options = new SendToOptions { Framing = Framing.LengthPrefixed(2), Overflow = overflow, Capacity = capacity, Scheduler = scheduler };
        source.SendTo(new VirtualSocket(scheduler), options).Subscribe(_ => { });
        return () =>
        {
            foreach (var message in _messages)
                source.OnNext(message);
            scheduler.Start();
        };
    }
}
