using System.Reactive.Linq;
using Benchmarks.Measuring;

namespace Benchmarks.Variants;

/// <summary>Rx's <c>Repeat</c> that ends: <c>While</c> is the same operator with a condition. (What completes inside Subscribe, as
/// FromAsync does, cannot be stopped in <c>Repeat</c> by unsubscribing: there is no subscription yet.)</summary>
internal static class Repetition
{
    public static async Task RunAsync<T>(IObservable<T> send, Func<T, long> bytes, Meter meter)
    {
        var goesOn = true;
        await Observable.While(() => goesOn, send).Do(value => goesOn = meter.Took(bytes(value))).LastOrDefaultAsync();
    }
}
