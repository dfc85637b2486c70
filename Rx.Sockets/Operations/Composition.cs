namespace Rx.Sockets.Operations;

/// <summary>A composed send before it is subscribed to: what its user wrote, and its filters.</summary>
/// <param name="Body">Runs the steps; called once for each subscription.</param>
/// <param name="InFilter">What is noted of a request.</param>
/// <param name="OutFilter">What of that the steps hear.</param>
internal sealed record Composition(Func<ComposedRun, Task> Body, CancellationFilter InFilter, CancellationFilter OutFilter);
