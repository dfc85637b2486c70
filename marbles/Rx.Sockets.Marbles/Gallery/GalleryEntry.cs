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

    // What was asked for and what became of it; the filters look here.
    private List<(string Level, string Verdict)> Requests { get; } = ReadRequests(Scenario);

    public string Folder => Topic.Contains('/', StringComparison.Ordinal) ? Topic[..Topic.LastIndexOf('/')] : "scenarios";

    public string Link()
    {
        var asked = string.Join(' ', Requests.Select(r => $"{r.Level}:{r.Verdict}").DefaultIfEmpty("none:none"));
        return $"<li><a href=\"#{Id}\" data-asked=\"{asked}\">{Text.Escape(Scenario.Name)}</a></li>\n";
    }

    public string Article() => string.Concat(
        $"<article id=\"{Id}\" tabindex=\"-1\">\n",
        Header(),
        "<div class=\"body\">\n<div class=\"picture\" tabindex=\"0\" role=\"group\" aria-label=\"Picture\">\n",
        ScenarioPicture.DrawInline(Scenario, $"{Id}-svg"),
        "</div>\n<div class=\"words\">\n",
        Ticks(),
        "<details open class=\"source\"><summary>Source</summary>\n<button type=\"button\" class=\"copy\">Copy</button>\n<pre tabindex=\"0\"><code>",
        Text.Escape(MarblePrinter.Print(Scenario)),
        "</code></pre>\n</details>\n</div>\n</div>\n</article>\n");

    private string Header()
    {
        var html = new StringBuilder($"<header>\n<p class=\"file\">{Text.Escape(File.Title)}</p>\n<h2>{Text.Escape(Scenario.Name)}</h2>\n");
        foreach (var note in Scenario.Notes)
            html.Append("<p class=\"note\">").Append(Text.Escape(note)).Append("</p>\n");
        if (Requests.Count > 0)
            html.Append("<p class=\"asked\">").AppendJoin(' ', Requests.Select(r => $"<span class=\"{r.Verdict}\">{r.Level} {r.Verdict}</span>")).Append("</p>\n");
        return html.Append("</header>\n").ToString();
    }

    private string Ticks()
    {
        var html = new StringBuilder("<details open><summary>What happens, tick by tick</summary>\n<ol class=\"ticks\">\n");
        foreach (var sentence in ScenarioSentences.Of(Scenario))
            html.Append(CultureInfo.InvariantCulture, $"<li data-tick=\"{sentence.Tick}\"><b>{sentence.Tick}</b> <span>{Text.Escape(sentence.Text)}</span></li>\n");
        return html.Append("</ol>\n</details>\n").ToString();
    }

    private static List<(string Level, string Verdict)> ReadRequests(Scenario scenario)
    {
        var reader = new LaneReader(scenario);
        return
        [
            .. (from lane in scenario.Then
                where lane.Kind == LaneKind.Cancel
                from mark in reader.Read(lane)
                from item in mark.Items
                from level in item.Words[1].Split('|')
                select (level, item.Words[2])).Distinct(),
        ];
    }
}
