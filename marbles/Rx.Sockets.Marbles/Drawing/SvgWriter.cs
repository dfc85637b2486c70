using System.Globalization;
using System.Security;
using System.Text;

namespace Rx.Sockets.Marbles.Drawing;

/// <summary>Writes elements one a line: whole numbers, invariant culture, line feeds, so that a picture can be compared byte for byte.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();

    public void Raw(string text) => _text.Append(text).Append('\n');

    /// <summary>A group of what happens in one column: pages fade those that are to come.</summary>
    public void Open(int column) => Raw(string.Create(CultureInfo.InvariantCulture, $"<g data-at=\"{column}\">"));

    public void Close() => Raw("</g>");

    public void Element(string name, string text, string attributes = "") => Raw($"<{name}{attributes}>{Escape(text)}</{name}>");

    public void Line(int x1, int y1, int x2, int y2, string style) =>
        Raw(string.Create(CultureInfo.InvariantCulture, $"<line class=\"{style}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"));

    public void Box(int x, int y, int width, int height, string style, int radius = 0) => Raw(string.Create(
        CultureInfo.InvariantCulture, $"<rect class=\"{style}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{(radius > 0 ? $" rx=\"{radius}\"" : "")}/>"));

    public void Circle(int x, int y, int radius, string style) =>
        Raw(string.Create(CultureInfo.InvariantCulture, $"<circle class=\"{style}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"));

    public void Path(string data, string style) => Raw($"<path class=\"{style}\" d=\"{data}\"/>");

    public void Text(int x, int y, string text, string style) =>
        Raw(string.Create(CultureInfo.InvariantCulture, $"<text class=\"{style}\" x=\"{x}\" y=\"{y}\">{Escape(text)}</text>"));

    public override string ToString() => _text.ToString();

    public static string Escape(string text) => SecurityElement.Escape(text);
}
