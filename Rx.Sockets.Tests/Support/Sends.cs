using System.Net.Sockets;
using Rx.Sockets.Operations;

namespace Rx.Sockets.Tests.Support;

/// <summary>Operations without a queue, for the parts that need only their links and their state.</summary>
internal static class Sends
{
    public static SendOperation New(int length = 4) =>
        new SubscribedSend(new SendPlan(null!, new byte[length], SocketFlags.None, IsComposed: true), new Recorder<SendResult>());
}
