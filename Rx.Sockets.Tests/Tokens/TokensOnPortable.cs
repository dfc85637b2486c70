using Rx.Sockets.Tests.Contract;

namespace Rx.Sockets.Tests.Tokens;

/// <summary>Over a Unix domain socket: a full one stays full until the peer reads, where over TCP an acknowledgement that comes late may
/// make room.</summary>
public static class TokensOnPortable
{
    public sealed class EveryToken : EveryTokenContract<PortableOverUnix.Rig>;

    public sealed class Torn : TornContract<PortableOverUnix.Rig>;

    public sealed class UseObservable : UseObservableContract<PortableOverUnix.Rig>;

    public sealed class UseTask : UseTaskContract<PortableOverUnix.Rig>;

    public sealed class UseValueTask : UseValueTaskContract<PortableOverUnix.Rig>;

    public sealed class UseCallback : UseCallbackContract<PortableOverUnix.Rig>;

    public sealed class UseDetached : UseDetachedContract<PortableOverUnix.Rig>;

    public sealed class UsePromise : UsePromiseContract<PortableOverUnix.Rig>;

    public sealed class UseAsyncEnumerable : UseAsyncEnumerableContract<PortableOverUnix.Rig>;

    public sealed class AsTuple : AsTupleContract<PortableOverUnix.Rig>;

    public sealed class BindExecutor : BindExecutorContract<PortableOverUnix.Rig>;

    public sealed class BindImmediateExecutor : BindImmediateExecutorContract<PortableOverUnix.Rig>;

    public sealed class BindCancellationSlot : BindCancellationSlotContract<PortableOverUnix.Rig>;

    public sealed class DeadlineTokens : DeadlineTokensContract<PortableOverUnix.Rig>;

    public sealed class Append : AppendContract<PortableOverUnix.Rig>;

    public sealed class Consign : ConsignContract<PortableOverUnix.Rig>;

    public sealed class DefaultToken : DefaultTokenContract<PortableOverUnix.Rig>;

    public sealed class AdapterMatrix : AdapterMatrixContract<PortableOverUnix.Rig>;
}
