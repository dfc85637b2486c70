namespace Rx.Sockets.Marbles.Drawing;

/// <summary>Colours for light and dark in one style sheet. Lines have a contrast of at least 4.5 to their ground.</summary>
internal static class Palette
{
    /// <summary>How many sends have a colour of their own.</summary>
    public const int Sends = 6;

    /// <summary>Name, light, dark.</summary>
    public static IReadOnlyList<(string Name, string Light, string Dark)> Colors { get; } =
    [
        ("page", "#ffffff", "#0d1117"), ("text", "#1f2328", "#e6edf3"), ("dim", "#59636e", "#9198a1"),
        ("hair", "#eef1f4", "#1a2029"), ("grid", "#d5dbe1", "#2c343e"), ("rail", "#a9b1ba", "#4b545e"),
        ("a", "#0b62a8", "#79c0ff"), ("af", "#ddf0ff", "#0c2d4f"), ("b", "#a8480b", "#ffa657"), ("bf", "#ffe9d6", "#4a2708"),
        ("c", "#0f6e4f", "#56d4a0"), ("cf", "#d9f5e8", "#0b3a2a"), ("d", "#7a3fa0", "#d2a8ff"), ("df", "#f1e3fb", "#3a1f52"),
        ("e", "#a61e60", "#ff9bc8"), ("ef", "#ffe4f0", "#4d1834"), ("f", "#665800", "#e3cf57"), ("ff", "#f7efc4", "#3d3609"),
        ("bad", "#b42318", "#ff8f85"), ("band", "#59636e", "#9198a1"), ("bandtext", "#ffffff", "#0d1117"),
    ];

    private const string Rules = """
        .mb .page{fill:var(--page)}
        .mb .cn{--line:var(--text);--fill:var(--page)}
        .mb text{font:12px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:var(--text)}
        .mb .name{font:13px system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        .mb .head{font:11px system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;letter-spacing:1px;fill:var(--dim)}
        .mb .tick{font-size:11px;fill:var(--dim);text-anchor:middle}
        .mb .mid{text-anchor:middle}
        .mb .err{fill:var(--bad);stroke:var(--page);stroke-width:3;paint-order:stroke}
        .mb .dimt{fill:var(--dim)}
        .mb .own{fill:var(--line);font-weight:600}
        .mb .hair{stroke:var(--hair)}
        .mb .grid{stroke:var(--grid)}
        .mb .rail{stroke:var(--rail)}
        .mb .tie{stroke:var(--line);stroke-dasharray:1 2}
        .mb .mark{fill:var(--fill);stroke:var(--line);stroke-width:2}
        .mb .dash{stroke-dasharray:4 3}
        .mb .full{fill:var(--line)}
        .mb .run{stroke:var(--line);stroke-width:2}
        .mb .alone{stroke:var(--line);stroke-width:2;stroke-dasharray:4 3}
        .mb .bar{stroke:var(--line);stroke-width:3}
        .mb .cross{stroke:var(--bad);stroke-width:3;fill:none}
        .mb .cut{stroke:var(--dim);stroke-width:2;fill:none}
        .mb .gap{fill:var(--page)}
        .mb .busy{fill:var(--band)}
        .mb .busyt{font:11px system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:var(--bandtext);text-anchor:middle}
        .mb .idle{stroke:var(--text);stroke-width:2}
        .mb .only{stroke:var(--text)}
        .mb .hatch{stroke:var(--text);stroke-width:2}

        """;

    /// <summary>The whole style sheet; every rule begins with the class of the picture, so that pages can inline it.</summary>
    public static string StyleSheet { get; } = string.Concat(
        $".mb{{{Variables(c => c.Light)}}}\n@media (prefers-color-scheme:dark){{.mb{{{Variables(c => c.Dark)}}}}}\n",
        string.Concat("abcdef".Select(c => $".mb .c{c}{{--line:var(--{c});--fill:var(--{c}f)}}\n")),
        Rules.ReplaceLineEndings("\n"));

    private static string Variables(Func<(string Name, string Light, string Dark), string> value) =>
        string.Join(';', Colors.Select(c => $"--{c.Name}:{value(c)}"));
}
