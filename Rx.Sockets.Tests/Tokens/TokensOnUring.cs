using Rx.Sockets.Tests.Contract;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>Over a Unix domain socket: a full one stays full until the peer reads, where over TCP an acknowledgement that comes late may
/// make room.</summary>
public static class TokensOnUring
{
    public sealed class EveryToken : EveryTokenContract<UringOverUnix.Rig>;

    public sealed class Torn : TornContract<UringOverUnix.Rig>;

    public sealed class UseObservable : UseObservableContract<UringOverUnix.Rig>;

    public sealed class UseTask : UseTaskContract<UringOverUnix.Rig>;

    public sealed class UseValueTask : UseValueTaskContract<UringOverUnix.Rig>;

    public sealed class UseCallback : UseCallbackContract<UringOverUnix.Rig>;

    public sealed class UseDetached : UseDetachedContract<UringOverUnix.Rig>;

    public sealed class UsePromise : UsePromiseContract<UringOverUnix.Rig>;

    public sealed class UseAsyncEnumerable : UseAsyncEnumerableContract<UringOverUnix.Rig>;

    public sealed class AsTuple : AsTupleContract<UringOverUnix.Rig>;

    public sealed class BindExecutor : BindExecutorContract<UringOverUnix.Rig>;

    public sealed class BindImmediateExecutor : BindImmediateExecutorContract<UringOverUnix.Rig>;

    public sealed class BindCancellationSlot : BindCancellationSlotContract<UringOverUnix.Rig>;

    public sealed class DeadlineTokens : DeadlineTokensContract<UringOverUnix.Rig>;

    public sealed class Append : AppendContract<UringOverUnix.Rig>;

    public sealed class Consign : ConsignContract<UringOverUnix.Rig>;

    public sealed class DefaultToken : DefaultTokenContract<UringOverUnix.Rig>;

    public sealed class AdapterMatrix : AdapterMatrixContract<UringOverUnix.Rig>;
}
