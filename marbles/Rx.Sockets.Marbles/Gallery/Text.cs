using System.Globalization;
using System.Net;

namespace Rx.Sockets.Marbles.Gallery;

/// <summary>Text for HTML.</summary>
internal static class Text
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);
}
