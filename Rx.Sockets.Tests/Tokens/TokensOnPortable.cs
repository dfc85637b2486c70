using Rx.Sockets.Tests.Contract;

namespace Rx.Sockets.Tests.Tokens;

public static class TokensOnPortable
{
    public sealed class EveryToken : EveryTokenContract<PortableOverTcp.Rig>;

    public sealed class Torn : TornContract<PortableOverTcp.Rig>;

    public sealed class UseObservable : UseObservableContract<PortableOverTcp.Rig>;

    public sealed class UseTask : UseTaskContract<PortableOverTcp.Rig>;

    public sealed class UseValueTask : UseValueTaskContract<PortableOverTcp.Rig>;

    public sealed class UseCallback : UseCallbackContract<PortableOverTcp.Rig>;

    public sealed class UseDetached : UseDetachedContract<PortableOverTcp.Rig>;

    public sealed class UsePromise : UsePromiseContract<PortableOverTcp.Rig>;

    public sealed class UseAsyncEnumerable : UseAsyncEnumerableContract<PortableOverTcp.Rig>;

    public sealed class AsTuple : AsTupleContract<PortableOverTcp.Rig>;

    public sealed class BindExecutor : BindExecutorContract<PortableOverTcp.Rig>;

    public sealed class BindImmediateExecutor : BindImmediateExecutorContract<PortableOverTcp.Rig>;

    public sealed class BindCancellationSlot : BindCancellationSlotContract<PortableOverTcp.Rig>;

    public sealed class DeadlineTokens : DeadlineTokensContract<PortableOverTcp.Rig>;

    public sealed class Append : AppendContract<PortableOverTcp.Rig>;

    public sealed class Consign : ConsignContract<PortableOverTcp.Rig>;

    public sealed class DefaultToken : DefaultTokenContract<PortableOverTcp.Rig>;

    public sealed class AdapterMatrix : AdapterMatrixContract<PortableOverTcp.Rig>;
}
