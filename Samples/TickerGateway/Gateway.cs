using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Text;
using Rx.Sockets;

namespace TickerGateway;

/// <summary>The pipeline: every price to every subscriber, as a line of text that begins with its symbol. Who is slow is sent, of the
/// lines that wait for it, the newest of each symbol.</summary>
internal static class Gateway
{
    private static readonly SendToOptions Options = new()
    {
        Framing = Framing.Delimited("\n"u8),
        Capacity = 64 * 1024, // all that a subscriber may cost, however slow it is
        Overflow = Overflow.Latest(line => SymbolOf(Encoding.ASCII.GetString(line.ToArray()))),
    };

    /// <returns>The counts of all together, told on <paramref name="scheduler"/>; null: on the thread pool. <paramref name="settled"/> is told
    /// those of each subscriber when nothing more goes to it.</returns>
    public static IObservable<SendProgress> Publish(
        IObservable<string> lines, SocketSet subscribers, IScheduler? scheduler = null, Action<SocketDeparture>? settled = null) =>
        lines.Select(line => BufferSequence.Of(line)).SendTo(subscribers, Options with { Scheduler = scheduler, SocketSettled = settled });

    public static string SymbolOf(string line) => line.Split(' ', 2)[0];
}
