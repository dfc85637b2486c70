using Rx.Sockets.Tests.Contract;

namespace Rx.Sockets.Tests.Tokens;

public static class TokensOnVirtual
{
    public sealed class EveryToken : EveryTokenContract<VirtualOverPeer.Rig>;

    public sealed class Torn : TornContract<VirtualOverPeer.Rig>;

    public sealed class UseObservable : UseObservableContract<VirtualOverPeer.Rig>;

    public sealed class UseTask : UseTaskContract<VirtualOverPeer.Rig>;

    public sealed class UseValueTask : UseValueTaskContract<VirtualOverPeer.Rig>;

    public sealed class UseCallback : UseCallbackContract<VirtualOverPeer.Rig>;

    public sealed class UseDetached : UseDetachedContract<VirtualOverPeer.Rig>;

    public sealed class UsePromise : UsePromiseContract<VirtualOverPeer.Rig>;

    public sealed class UseAsyncEnumerable : UseAsyncEnumerableContract<VirtualOverPeer.Rig>;

    public sealed class AsTuple : AsTupleContract<VirtualOverPeer.Rig>;

    public sealed class BindExecutor : BindExecutorContract<VirtualOverPeer.Rig>;

    public sealed class BindImmediateExecutor : BindImmediateExecutorContract<VirtualOverPeer.Rig>;

    public sealed class BindCancellationSlot : BindCancellationSlotContract<VirtualOverPeer.Rig>;

    public sealed class DeadlineTokens : DeadlineTokensContract<VirtualOverPeer.Rig>;

    public sealed class Append : AppendContract<VirtualOverPeer.Rig>;

    public sealed class Consign : ConsignContract<VirtualOverPeer.Rig>;

    public sealed class DefaultToken : DefaultTokenContract<VirtualOverPeer.Rig>;

    public sealed class AdapterMatrix : AdapterMatrixContract<VirtualOverPeer.Rig>;
}
