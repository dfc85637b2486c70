using System.Reactive.Concurrency;
using System.Reactive.Linq;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Running;

/// <summary>A composed send of a file: each of its slices is a step, and between two steps time may pass.</summary>
internal static class ComposedSteps
{
    public static SendObservable Of(RxSocket socket, SendDefinition definition, IScheduler scheduler)
    {
        var (noted, heard) = (definition.Filter?.In, definition.Filter?.Out);
        return socket.Compose(
            self => RunAsync(self, definition, scheduler),
            noted is { } inLevel ? FilterDefinition.Of(inLevel) : null,
            heard is { } outLevel ? FilterDefinition.Of(outLevel) : null);
    }

    private static async Task RunAsync(ComposedSend self, SendDefinition definition, IScheduler scheduler)
    {
        foreach (var (slice, index) in definition.Slices.Select((slice, index) => (slice, index)))
        {
            if (index > 0 && definition.Pause > 0) await Observable.Timer(TimeSpan.FromTicks(definition.Pause), scheduler);
            await self.AsyncWrite(slice.Bytes(), definition.Flags);
        }

        self.ThrowIfCancelled(); // what the filters have kept from the steps
    }
}
