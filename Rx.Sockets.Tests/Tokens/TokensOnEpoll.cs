using Rx.Sockets.Tests.Contract;

namespace Rx.Sockets.Tests.Tokens;

public static class TokensOnEpoll
{
    public sealed class EveryToken : EveryTokenContract<EpollOverTcp.Rig>;

    public sealed class Torn : TornContract<EpollOverTcp.Rig>;

    public sealed class UseObservable : UseObservableContract<EpollOverTcp.Rig>;

    public sealed class UseTask : UseTaskContract<EpollOverTcp.Rig>;

    public sealed class UseValueTask : UseValueTaskContract<EpollOverTcp.Rig>;

    public sealed class UseCallback : UseCallbackContract<EpollOverTcp.Rig>;

    public sealed class UseDetached : UseDetachedContract<EpollOverTcp.Rig>;

    public sealed class UsePromise : UsePromiseContract<EpollOverTcp.Rig>;

    public sealed class UseAsyncEnumerable : UseAsyncEnumerableContract<EpollOverTcp.Rig>;

    public sealed class AsTuple : AsTupleContract<EpollOverTcp.Rig>;

    public sealed class BindExecutor : BindExecutorContract<EpollOverTcp.Rig>;

    public sealed class BindImmediateExecutor : BindImmediateExecutorContract<EpollOverTcp.Rig>;

    public sealed class BindCancellationSlot : BindCancellationSlotContract<EpollOverTcp.Rig>;

    public sealed class DeadlineTokens : DeadlineTokensContract<EpollOverTcp.Rig>;

    public sealed class Append : AppendContract<EpollOverTcp.Rig>;

    public sealed class Consign : ConsignContract<EpollOverTcp.Rig>;

    public sealed class DefaultToken : DefaultTokenContract<EpollOverTcp.Rig>;

    public sealed class AdapterMatrix : AdapterMatrixContract<EpollOverTcp.Rig>;
}
