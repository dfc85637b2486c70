using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Rx.Sockets.Tests.Marbles.Gallery;

/// <summary>What one sees on opening the gallery, by its name or by a link to a moment.</summary>
[Collection(typeof(OneChromium))]
public sealed class Opening(Chromium chromium)
{
    [Fact]
    public Task All_scenarios_are_listed_and_the_first_is_shown_whole() => chromium.VisitAsync("", async tab =>
    {
        var all = MarbleFolder.Files.Sum(f => Rx.Sockets.Marbles.MarbleReader.Parse(MarbleFolder.Read(f), f).Scenarios.Count);
        await Expect(tab.Choice).ToHaveCountAsync(all);
        await Expect(tab.Found).ToHaveTextAsync($"{all} scenarios");
        await Expect(tab.Shown).ToHaveCountAsync(1);
        await Expect(tab.Choice.First).ToHaveAttributeAsync("aria-current", "true");
        Assert.Equal(await tab.Slider.GetAttributeAsync("max"), await tab.Slider.InputValueAsync());
        await Expect(tab.Shown.Locator(".picture .later")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Link_opens_its_scenario_at_its_tick() => chromium.VisitAsync($"#{Known.Refused}@2", async tab =>
    {
        await Expect(tab.Heading).ToHaveTextAsync("the request is refused and the write runs to its end");
        await Expect(tab.Page).ToHaveTitleAsync(new Regex("^the request is refused"));
        await tab.IsAtTickAsync(2);
        await Expect(tab.CurrentLine).ToContainTextAsync("cancellation: a total refused");
        await Expect(tab.Slider).ToHaveAttributeAsync("aria-valuetext", new Regex("^tick 2: me unsubscribes; .*cancellation: a total refused$"));
        await tab.HasLinkAsync($"#{Known.Refused}@2");
    });

    private static readonly (string Link, int Tick)[] Links = [("", Known.RefusedEnd), ("@3", 3), ("%402", 2), ("@999", Known.RefusedEnd), ("@5", 5), ("@soon", Known.RefusedEnd)];

    [Fact]
    public Task Link_without_a_tick_that_is_there_opens_the_last_before_it() => chromium.VisitAsync("", async tab =>
    {
        foreach (var (link, tick) in Links)
        {
            await tab.OpenAsync($"#{Known.Refused}{link}");
            await tab.HasLinkAsync($"#{Known.Refused}@{tick}");
            await tab.IsAtTickAsync(tick);
        }
    });

    [Fact]
    public Task Link_to_nothing_opens_the_first_scenario() => chromium.VisitAsync("#no-such-scenario@3", async tab =>
    {
        await Expect(tab.Shown).ToHaveCountAsync(1);
        await Expect(tab.Choice.First).ToHaveAttributeAsync("aria-current", "true");
    });

    [Fact]
    public Task Other_link_in_the_same_window_is_followed_and_the_way_back_too() => chromium.VisitAsync($"#{Known.Refused}@2", async tab =>
    {
        await tab.OpenAsync($"#{Known.Terminal}@4");
        await Expect(tab.Heading).ToHaveTextAsync("after it the socket can only be closed");
        await tab.IsAtTickAsync(4);

        await tab.Page.GoBackAsync();
        await Expect(tab.Heading).ToHaveTextAsync("the request is refused and the write runs to its end");
        await tab.IsAtTickAsync(2);
    });

    [Fact]
    public Task Without_scripts_the_page_is_complete() => chromium.VisitAsync(
        "",
        async tab =>
        {
            var all = await tab.Choice.CountAsync();
            await Expect(tab.Shown).ToHaveCountAsync(all);
            await Expect(tab.Shown.Locator(".picture svg:visible")).ToHaveCountAsync(all);
            await Expect(tab.Slider).ToBeHiddenAsync();
        },
        new() { JavaScriptEnabled = false });
}
