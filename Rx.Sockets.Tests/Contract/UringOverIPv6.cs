using Rx.Sockets.Tests.Contract.Rigs;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Contract;

public static class UringOverIPv6
{
    public sealed class Rig() : UringRig(Wire.TcpIPv6);

    public sealed class Initiation : InitiationContract<Rig>;

    public sealed class Errors : ErrorsContract<Rig>;

    public sealed class Write : WriteContract<Rig>;
}
