using System.Text;
using Rx.Sockets.Marbles.Drawing;
using Rx.Sockets.Marbles.Model;

namespace Rx.Sockets.Marbles.Gallery;

/// <summary>One page with every scenario: no network, no library; complete without scripts, and with them every tick can be visited.</summary>
public static class GalleryPage
{
    /// <summary>The page, the same bytes from the same files.</summary>
    /// <param name="files">Each with its path below the folder of all, without extension.</param>
    public static string Write(IEnumerable<(string Topic, MarbleFile File)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var entries = (from pair in files from scenario in pair.File.Scenarios select new GalleryEntry(pair.Topic, pair.File, scenario)).ToList();
        return Resource("page.html")
            .Replace("{{style}}", ScenarioPicture.StyleSheet + Resource("page.css"), StringComparison.Ordinal)
            .Replace("{{count}}", Text.Of(entries.Count), StringComparison.Ordinal)
            .Replace("{{contents}}", Contents(entries), StringComparison.Ordinal)
            .Replace("{{scenarios}}", string.Concat(entries.Select(e => e.Article())), StringComparison.Ordinal)
            .Replace("{{script}}", Resource("page.js"), StringComparison.Ordinal);
    }

    private static string Contents(IEnumerable<GalleryEntry> entries)
    {
        var html = new StringBuilder();
        foreach (var topic in entries.GroupBy(e => e.Folder))
        {
            html.Append("<section><h2>").Append(Text.Escape(topic.Key)).Append("</h2>\n");
            foreach (var file in topic.GroupBy(e => e.File.Title))
            {
                html.Append("<h3>").Append(Text.Escape(file.Key)).Append("</h3>\n<ul>\n");
                foreach (var entry in file)
                    html.Append(entry.Link());
                html.Append("</ul>\n");
            }

            html.Append("</section>\n");
        }

        return html.ToString();
    }

    private static string Resource(string name)
    {
        using var stream = typeof(GalleryPage).Assembly.GetManifestResourceStream($"Gallery.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
