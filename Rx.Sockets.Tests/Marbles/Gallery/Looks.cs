using Microsoft.Playwright;
using Rx.Sockets.Marbles.Drawing;
using Rx.Sockets.Tests.Architecture;
using static Microsoft.Playwright.Assertions;

namespace Rx.Sockets.Tests.Marbles.Gallery;

/// <summary>Light and dark, narrow and wide.</summary>
[Collection(typeof(OneChromium))]
public sealed class Looks(Chromium chromium)
{
    private static readonly int[] Widths = [400, 700, 1400];

    [Fact]
    public Task Light_and_dark_follow_the_reader_at_once() => chromium.VisitAsync($"#{Known.Four}", async tab =>
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark, ColorScheme.Light })
        {
            await tab.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Expect(tab.Page.Locator("body")).ToHaveCSSAsync("background-color", Rgb("page", scheme));
            await Expect(tab.Page.Locator("body")).ToHaveCSSAsync("color", Rgb("text", scheme));
            await Expect(tab.Shown.Locator(".page")).ToHaveCSSAsync("fill", Rgb("page", scheme));
            foreach (var send in "abcd")
                await Expect(tab.Shown.Locator($".run.c{send}").First).ToHaveCSSAsync("stroke", Rgb($"{send}", scheme));
        }
    });

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public Task Each_send_has_its_own_colours_in_a_picture_file_too(ColorScheme scheme) => chromium.VisitAsync(
        "",
        async tab =>
        {
            await tab.Page.GotoAsync(new Uri(Repository.PathOf($"marbles/pictures/{Known.Four}.svg")).AbsoluteUri);
            await Expect(tab.Page.Locator(".page")).ToHaveCSSAsync("fill", Rgb("page", scheme));
            foreach (var send in "abcdef"[..Palette.Sends])
            {
                var mark = await tab.Page.EvaluateAsync<string[]>(
                    "send => { const e = document.createElementNS(document.documentElement.namespaceURI, 'circle'); e.setAttribute('class', 'mark c' + send); document.documentElement.append(e); const s = getComputedStyle(e); return [s.stroke, s.fill]; }", $"{send}");
                Assert.Equal([Rgb($"{send}", scheme), Rgb($"{send}f", scheme)], mark);
            }
        },
        new() { ColorScheme = scheme });

    [Fact]
    public Task Nothing_makes_the_page_wider_than_its_window() => chromium.VisitAsync("", async tab =>
    {
        foreach (var width in Widths)
        {
            await tab.ResizeAsync(width);
            var wide = await tab.Page.EvaluateAsync<string[]>("""
                () => {
                  const frames = [document.documentElement, document.body, document.getElementById('stage'), document.querySelector('nav')], found = [];
                  const check = what => found.push(...frames.filter(f => f.scrollWidth > f.clientWidth).map(f => `${what}: ${f.tagName} ${f.scrollWidth} > ${f.clientWidth}`));
                  check('as it opens');
                  const articles = [...document.querySelectorAll('article')];
                  articles.forEach(a => a.classList.remove('on'));
                  for (const a of articles) {
                    a.classList.add('on');
                    check(a.id);
                    const cut = [...a.querySelectorAll('header *, summary, .ticks *')].filter(e => e.clientWidth && e.scrollWidth > e.clientWidth);
                    if (cut.length) found.push(`${a.id}: ${cut[0].textContent} is cut off`);
                    a.classList.remove('on');
                  }
                  return found;
                }
                """);
            Assert.Empty(wide);
        }
    });

    [Fact]
    public Task Words_of_a_picture_fit_their_outlines_and_hide_nothing() => chromium.VisitAsync("", async tab =>
    {
        Assert.Empty(await tab.Page.EvaluateAsync<string[]>("""
            () => {
              const found = [], articles = [...document.querySelectorAll('article')];
              const overlap = (p, q, by) => Math.min(p.x + p.width, q.x + q.width) - Math.max(p.x, q.x) > by && Math.min(p.y + p.height, q.y + q.height) - Math.max(p.y, q.y) > by;
              const collisions = (boxes, by) => boxes.filter((p, i) => boxes.slice(i + 1).some(q => overlap(p, q, by))).length;
              articles.forEach(a => a.classList.remove('on'));
              for (const a of articles) {
                a.classList.add('on');
                const svg = a.querySelector('.picture svg'), picture = svg.viewBox.baseVal, boxOf = e => e.getBBox();
                const texts = [...svg.querySelectorAll('text')], marks = [...svg.querySelectorAll('rect.mark')].map(boxOf);
                const outside = texts.filter(t => { const b = t.getBBox(); return b.x < 0 || b.x + b.width > picture.width || b.y + b.height > picture.height; });
                const cut = texts.filter(t => t.previousElementSibling?.matches('rect.mark') && t.getBBox().width > t.previousElementSibling.getBBox().width - 4);
                // Boxes of texts are as high as their font: three units of air are none.
                const hidden = collisions(texts.map(boxOf), 3) + collisions(marks, 0);
                if (outside.length + cut.length + hidden > 0) found.push(`${a.id}: outside ${outside.map(t => t.textContent)}, cut ${cut.map(t => t.textContent)}, hidden ${hidden}`);
                a.classList.remove('on');
              }
              return found;
            }
            """));
    });

    [Fact]
    public Task Two_beside_each_other_fit_too() => chromium.VisitAsync($"#{Known.Four}+{Known.Terminal}@4", async tab =>
    {
        await Expect(tab.Shown).ToHaveCountAsync(2);
        foreach (var width in Widths)
        {
            await tab.ResizeAsync(width);
            Assert.True(await tab.Page.EvaluateAsync<bool>("[document.documentElement, document.getElementById('stage')].every(f => f.scrollWidth <= f.clientWidth)"));
        }
    });

    [Fact]
    public Task In_a_narrow_window_the_picture_scrolls_to_the_tick_and_the_page_stays() => chromium.VisitAsync(
        "",
        async tab =>
        {
            var widest = await tab.Page.EvaluateAsync<string>("[...document.querySelectorAll('article')].sort((a, b) => b.querySelector('.picture svg').viewBox.baseVal.width - a.querySelector('.picture svg').viewBox.baseVal.width)[0].id");
            await tab.OpenAsync($"#{widest}@0");
            await tab.IsAtTickAsync(0);
            var last = int.Parse(await tab.Slider.GetAttributeAsync("max") ?? "", System.Globalization.CultureInfo.InvariantCulture);
            foreach (var index in Enumerable.Range(0, last + 1).Concat([0]))
            {
                await tab.Slider.FillAsync($"{index}");
                Assert.Equal("in sight, page at 0", await tab.Shown.EvaluateAsync<string>(WhereTheCursorIs));
                // The names follow with the next frame.
                await Expect(tab.Shown.Locator(".names .name").First).ToBeInViewportAsync(new() { Ratio = 1 });
            }
        },
        new() { ViewportSize = new() { Width = 400, Height = 850 } });

    private const string WhereTheCursorIs = """
        article => {
          const frame = article.querySelector('.picture').getBoundingClientRect(), cursor = article.querySelector('.cursor').getBoundingClientRect();
          return (cursor.left >= frame.left && cursor.right <= frame.right ? 'in sight' : 'out of sight') + ', page at ' + (scrollX + scrollY);
        }
        """;

    private static string Rgb(string name, ColorScheme scheme)
    {
        var (_, light, dark) = Palette.Colors.Single(c => c.Name == name);
        var bytes = Convert.FromHexString((scheme == ColorScheme.Dark ? dark : light)[1..]);
        return $"rgb({bytes[0]}, {bytes[1]}, {bytes[2]})";
    }
}
