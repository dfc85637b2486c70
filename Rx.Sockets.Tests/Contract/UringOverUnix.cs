using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

public static class UringOverUnix
{
    public sealed class Rig() : UringRig(Wire.Unix);

    public sealed class Initiation : InitiationContract<Rig>;

    public sealed class Delivery : DeliveryContract<Rig>;

    public sealed class Buffers : BuffersContract<Rig>;

    public sealed class Slices : SlicesContract<Rig>;

    public sealed class EmptySend : EmptySendContract<Rig>;

    public sealed class Errors : ErrorsContract<Rig>;

    public sealed class Flags : FlagsContract<Rig>;

    public sealed class Readiness : ReadinessContract<Rig>;

    public sealed class Order : OrderContract<Rig>;

    public sealed class HalfClose : HalfCloseContract<Rig>;

    public sealed class ObjectCancel : ObjectCancelContract<Rig>;

    public sealed class Closing : ClosingContract<Rig>;

    public sealed class OperationCancel : OperationCancelContract<Rig>;

    public sealed class Request : RequestContract<Rig>;

    public sealed class Write : WriteContract<Rig>;

    public sealed class Condition : ConditionContract<Rig>;

    public sealed class DynamicBuffer : DynamicBufferContract<Rig>;

    public sealed class WaitWritable : WaitWritableContract<Rig>;

    public sealed class Blocking : BlockingContract<Rig>;

    public sealed class TornWrite : TornWriteContract<Rig>;

    public sealed class Terminal : TerminalContract<Rig>;

    public sealed class Deadline : DeadlineContract<Rig>;

    public sealed class Race : RaceContract<Rig>;

    public sealed class Slot : SlotContract<Rig>;

    public sealed class Compose : ComposeContract<Rig>;

    public sealed class Group : GroupContract<Rig>;

    public sealed class Bulk : BulkContract<Rig>;
}
