using System.Net.Sockets;

namespace Rx.Sockets.Operations;

/// <summary>A send that comes with nothing but bytes, as a value: what becomes a <see cref="SendPlan"/> when it has to be kept.</summary>
internal readonly record struct SendCall(ISendOwner Owner, BufferSequence Buffers, SocketFlags Flags, bool IsComposed)
{
    public bool AsResult { get; init; }

    public SendPlan ToPlan() => new(Owner, Buffers, Flags, IsComposed) { AsResult = AsResult };
}
