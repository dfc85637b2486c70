using System.Globalization;
using System.Text;
using Rx.Sockets.Marbles.Drawing;
using Rx.Sockets.Marbles.Model;
using Rx.Sockets.Marbles.Printing;

namespace Rx.Sockets.Marbles.Gallery;

/// <summary>One scenario of the page.</summary>
/// <param name="Topic">Where its file is.</param>
/// <param name="File">Its file.</param>
/// <param name="Scenario">What is shown.</param>
internal sealed record GalleryEntry(string Topic, MarbleFile File, Scenario Scenario)
{
    private string Id { get; } = ScenarioId.Of(Topic, Scenario);

    public string Folder => Topic.Contains('/', StringComparison.Ordinal) ? Topic[..Topic.LastIndexOf('/')] : "scenarios";

    public string Link() => $"<li><a href=\"#{Id}\" data-levels=\"{Verdicts(1)}\" data-verdicts=\"{Verdicts(2)}\">{Text.Escape(Scenario.Name)}</a></li>\n";

    public string Article()
    {
        var html = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<article id=\"{Id}\" tabindex=\"-1\">\n<header><p class=\"file\">{Text.Escape(File.Title)}</p>\n<h2>{Text.Escape(Scenario.Name)}</h2>\n");
        foreach (var note in Scenario.Notes)
            html.Append("<p class=\"note\">").Append(Text.Escape(note)).Append("</p>\n");
        html.Append("</header>\n<div class=\"body\">\n<div class=\"picture\" tabindex=\"0\" role=\"group\" aria-label=\"Picture\">\n").Append(ScenarioPicture.DrawInline(Scenario, $"{Id}-svg")).Append("</div>\n");
        html.Append("<details open><summary>What happens, tick by tick</summary>\n<ol class=\"ticks\">\n");
        foreach (var sentence in ScenarioSentences.Of(Scenario))
            html.Append(CultureInfo.InvariantCulture, $"<li data-tick=\"{sentence.Tick}\"><b>{sentence.Tick}</b> <span>{Text.Escape(sentence.Text)}</span></li>\n");
        html.Append("</ol>\n</details>\n</div>\n<details class=\"source\"><summary>Source</summary>\n<button type=\"button\" class=\"copy\">Copy</button>\n<pre tabindex=\"0\"><code>");
        html.Append(Text.Escape(MarblePrinter.Print(Scenario))).Append("</code></pre>\n</details>\n</article>\n");
        return html.ToString();
    }

    // The levels that were asked for and what became of it, for the filters.
    private string Verdicts(int word)
    {
        var reader = new LaneReader(Scenario);
        var words = Scenario.Then.Where(l => l.Kind == LaneKind.Cancel).SelectMany(reader.Read).SelectMany(m => m.Items).SelectMany(i => i.Words[word].Split('|'));
        return string.Join(' ', words.Distinct().Order(StringComparer.Ordinal).DefaultIfEmpty("none"));
    }
}
