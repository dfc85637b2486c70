using System.Reactive.Linq;
using System.Text;
using Rx.Sockets;

namespace TestYourPipeline;

/// <summary>Another pipeline under test: a feed of quotes, a line each. When the peer is slow it gets the newest quote of each symbol, and
/// never half a line. There is no time in it, so no scheduler is passed in.</summary>
internal static class Quotes
{
    private static readonly SendToOptions Options = new()
    {
        Framing = Framing.Delimited("\n"u8),
        Overflow = Overflow.Latest(SymbolOf),
    };

    /// <summary>Sends each quote, <c>EUR 1.08</c>.</summary>
    public static IObservable<SendProgress> Publish(IObservable<string> quotes, RxSocket socket) =>
        quotes.Select(quote => Encoding.ASCII.GetBytes(quote)).SendTo(socket, Options);

    private static string SymbolOf(BufferSequence quote) => Encoding.ASCII.GetString(quote.ToArray()).Split(' ')[0];
}
