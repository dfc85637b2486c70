using System.Reactive.Concurrency;
using Rx.Sockets.Marbles.Operators;

namespace Rx.Sockets.Marbles;

/// <summary>How scenarios are run.</summary>
public sealed class MarbleOptions
{
    /// <summary>The operators that expressions may name; add your own.</summary>
    public OperatorTable Operators { get; } = OperatorTable.Standard();

    /// <summary>Makes the clock, a new one for each scenario. Default: <see cref="MarbleScheduler"/>. TestScheduler will do.</summary>
    public Func<VirtualTimeScheduler<long, long>> Scheduler { get; set; } = static () => new MarbleScheduler();
}
