using Rx.Sockets.Tests.Contract;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>Over a Unix domain socket: a full one stays full until the peer reads, where over TCP an acknowledgement that comes late may
/// make room.</summary>
public static class TokensOnEpoll
{
    public sealed class EveryToken : EveryTokenContract<EpollOverUnix.Rig>;

    public sealed class Torn : TornContract<EpollOverUnix.Rig>;

    public sealed class UseObservable : UseObservableContract<EpollOverUnix.Rig>;

    public sealed class UseTask : UseTaskContract<EpollOverUnix.Rig>;

    public sealed class UseValueTask : UseValueTaskContract<EpollOverUnix.Rig>;

    public sealed class UseCallback : UseCallbackContract<EpollOverUnix.Rig>;

    public sealed class UseDetached : UseDetachedContract<EpollOverUnix.Rig>;

    public sealed class UsePromise : UsePromiseContract<EpollOverUnix.Rig>;

    public sealed class UseAsyncEnumerable : UseAsyncEnumerableContract<EpollOverUnix.Rig>;

    public sealed class AsTuple : AsTupleContract<EpollOverUnix.Rig>;

    public sealed class BindExecutor : BindExecutorContract<EpollOverUnix.Rig>;

    public sealed class BindImmediateExecutor : BindImmediateExecutorContract<EpollOverUnix.Rig>;

    public sealed class BindCancellationSlot : BindCancellationSlotContract<EpollOverUnix.Rig>;

    public sealed class DeadlineTokens : DeadlineTokensContract<EpollOverUnix.Rig>;

    public sealed class Append : AppendContract<EpollOverUnix.Rig>;

    public sealed class Consign : ConsignContract<EpollOverUnix.Rig>;

    public sealed class DefaultToken : DefaultTokenContract<EpollOverUnix.Rig>;

    public sealed class AdapterMatrix : AdapterMatrixContract<EpollOverUnix.Rig>;
}
