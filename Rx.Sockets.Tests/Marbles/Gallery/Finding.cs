using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rx.Sockets.Tests.Marbles.Gallery;

/// <summary>Filters, search, and two scenarios on one slider.</summary>
[Collection(typeof(OneChromium))]
public sealed class Finding(Chromium chromium)
{
    private static readonly (string Level, string Verdict)[] Filters =
        [("total", "refused"), ("total", "accepted"), ("terminal", "accepted"), ("partial", "late"), ("terminal", ""), ("", "late")];

    [Fact]
    public Task Filter_shows_the_scenarios_in_which_that_level_got_that_verdict() => chromium.VisitAsync("", async tab =>
    {
        foreach (var (level, verdict) in Filters)
        {
            await tab.Level.SelectOptionAsync(level);
            await tab.Verdict.SelectOptionAsync(verdict);
            // What the sources say, under where: "x = a total refused, b total|partial accepted as partial".
            var says = $@"^ {{4}}\S = (.*, )?\w+ ([a-z]+\|)*{(level.Length > 0 ? level : "[a-z]+")}(\|[a-z]+)* {(verdict.Length > 0 ? verdict : "(accepted|refused|late)")}\b";
            var right = await tab.Page.EvaluateAsync<string[]>("says => [...document.querySelectorAll('#contents a')].map(a => a.hash).filter(h => new RegExp(says, 'm').test(document.getElementById(h.slice(1)).querySelector('code').textContent))", says);

            Assert.InRange(right.Length, 5, 200);
            await Expect(tab.Choice).ToHaveCountAsync(right.Length);
            await Expect(tab.Found).ToHaveTextAsync(string.Create(CultureInfo.InvariantCulture, $"{right.Length} scenarios"));
            Assert.Equal(right, await tab.Choice.EvaluateAllAsync<string[]>("links => links.map(a => a.hash)"));
        }
    });

    [Fact]
    public Task No_request_is_a_level_of_its_own() => chromium.VisitAsync("", async tab =>
    {
        await tab.Level.SelectOptionAsync("none");
        await Expect(tab.Choice.Filter(new() { HasTextRegex = new Regex("(request|total) is refused") })).ToHaveCountAsync(0);
        await tab.Choice.First.ClickAsync();
        await Expect(tab.Shown.Locator(".asked")).ToHaveCountAsync(0);
        await tab.Verdict.SelectOptionAsync("accepted");
        await Expect(tab.Found).ToHaveTextAsync("0 scenarios");
    });

    [Fact]
    public Task Search_looks_for_all_words_in_names_and_titles_and_keys_go_through_what_is_left() => chromium.VisitAsync("", async tab =>
    {
        var search = tab.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" });
        await search.FillAsync("request  REFUSED its");
        await Expect(tab.Choice).ToHaveTextAsync(["the request is refused and the write runs to its end"]);
        await Expect(tab.Found).ToHaveTextAsync("1 scenario");
        await Expect(tab.Page.Locator("#contents h2:visible")).ToHaveCountAsync(1);

        await search.PressAsync("Tab");
        await tab.Page.Locator("#stage").FocusAsync();
        await tab.Page.Keyboard.PressAsync("j");
        await Expect(tab.Heading).ToHaveTextAsync("the request is refused and the write runs to its end");

        await search.FillAsync("");
        await Expect(tab.Choice).ToHaveCountAsync(await tab.Page.Locator("article").CountAsync());
    });

    [Fact]
    public Task Two_scenarios_stand_on_one_slider() => chromium.VisitAsync($"#{Known.Refused}@2", async tab =>
    {
        await tab.Second.SelectOptionAsync(Known.Terminal);
        await Expect(tab.Heading).ToHaveTextAsync(["the request is refused and the write runs to its end", "after it the socket can only be closed"]);
        await tab.HasLinkAsync($"#{Known.Refused}+{Known.Terminal}@2");

        await tab.Slider.FillAsync("5");
        await tab.IsAtTickAsync(5);
        await Expect(tab.CurrentLine).ToHaveTextAsync(["5 the peer reads 3; the wire carries \"llo\"", "5 settled: a cancelled 3"]);
        var cursors = await tab.Shown.EvaluateAllAsync<double[]>("all => all.map(a => a.querySelector('svg')).map(s => (s.querySelector('.cursor').getAttribute('x') - s.dataset.left) / s.dataset.step)");
        Assert.Equal([5, 5], cursors);

        await tab.Second.SelectOptionAsync("");
        await Expect(tab.Shown).ToHaveCountAsync(1);
        await tab.HasLinkAsync($"#{Known.Refused}@5");
    });

    [Fact]
    public Task Link_to_two_opens_both_in_its_order() => chromium.VisitAsync($"#{Known.Terminal}+{Known.Refused}@4", async tab =>
    {
        await tab.IsAtTickAsync(4);
        var first = await tab.Article(Known.Terminal).BoundingBoxAsync();
        var second = await tab.Article(Known.Refused).BoundingBoxAsync();
        Assert.True(first!.X + first.Width <= second!.X, "side by side, the first one on the left");
        await Expect(tab.Second).ToHaveValueAsync(Known.Refused);
    });

    [Fact]
    public Task Source_is_copied() => chromium.VisitAsync($"#{Known.Refused}", async tab =>
    {
        await tab.Shown.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Expect(tab.Shown.Locator(".copy")).ToHaveTextAsync("Copied");

        // Pasted where the page lets one paste lines.
        await tab.Page.EvaluateAsync("document.body.append(Object.assign(document.createElement('textarea'), { id: 'pasted' }))");
        await tab.Page.Locator("#pasted").FocusAsync();
        await tab.Page.Keyboard.PressAsync("Control+V");
        await Expect(tab.Page.Locator("#pasted")).ToHaveValueAsync(await tab.Shown.Locator("code").TextContentAsync() ?? "");
        Assert.StartsWith("scenario the request is refused", await tab.Shown.Locator("code").TextContentAsync(), StringComparison.Ordinal);
    });
}
