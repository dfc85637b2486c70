using System.IO.Pipelines;
using Rx.Sockets.Engines;

namespace Rx.Sockets.Streams;

/// <summary>Whoever waits for a pipe goes on where notifications run.</summary>
internal sealed class ExecutorPipeScheduler : PipeScheduler
{
    private readonly IExecutor _executor;

    private ExecutorPipeScheduler(IExecutor executor) => _executor = executor;

    public static PipeScheduler Of(IExecutor executor) => executor == PoolExecutor.Instance ? ThreadPool : new ExecutorPipeScheduler(executor);

    public override void Schedule(Action<object?> action, object? state) => _executor.Post(new Item(action, state));

    private sealed class Item(Action<object?> action, object? state) : IThreadPoolWorkItem
    {
        public void Execute() => action(state);
    }
}
