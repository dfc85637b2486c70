using System.Reactive.Disposables;
using Benchmarks.Measuring;

namespace Benchmarks.Variants;

/// <summary>A hot source: a plain loop on a thread of its own that calls OnNext until the meter says that it is over.</summary>
internal sealed class LoopSource(ReadOnlyMemory<byte> message, Meter meter) : IObservable<ReadOnlyMemory<byte>>
{
    public IDisposable Subscribe(IObserver<ReadOnlyMemory<byte>> observer)
    {
        new Thread(() => Run(observer)) { IsBackground = true }.Start();
        return Disposable.Empty;
    }

    private void Run(IObserver<ReadOnlyMemory<byte>> observer)
    {
        do
            observer.OnNext(message);
        while (meter.Took(message.Length));
        observer.OnCompleted();
    }
}
