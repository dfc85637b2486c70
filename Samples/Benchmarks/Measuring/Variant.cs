namespace Benchmarks.Measuring;

/// <summary>One way of doing the same work. Not thread-safe.</summary>
internal abstract class Variant : IAsyncDisposable
{
    /// <summary>Works until <paramref name="meter"/> says that it is over, and until all of it is with the kernel.</summary>
    public abstract Task RunAsync(Meter meter);

    public abstract ValueTask DisposeAsync();
}
