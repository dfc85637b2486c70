using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Rx.Sockets.Tests.Marbles.Gallery;

/// <summary>Everything goes without a mouse.</summary>
[Collection(typeof(OneChromium))]
public sealed class Keyboard(Chromium chromium)
{
    [Fact]
    public Task Arrows_home_and_end_go_through_the_ticks() => chromium.VisitAsync($"#{Known.Refused}@2", async tab =>
    {
        foreach (var (key, tick) in new[] { ("ArrowRight", 3), ("ArrowLeft", 2), ("End", Known.RefusedEnd), ("ArrowRight", Known.RefusedEnd), ("Home", 0), ("ArrowLeft", 0) })
        {
            await tab.Page.Keyboard.PressAsync(key);
            await tab.IsAtTickAsync(tick);
        }
    });

    [Fact]
    public Task J_and_k_go_through_the_scenarios() => chromium.VisitAsync("", async tab =>
    {
        await tab.Page.Keyboard.PressAsync("j");
        await Expect(tab.Choice.Nth(1)).ToHaveAttributeAsync("aria-current", "true");
        await Expect(tab.Heading).ToHaveTextAsync(await tab.Choice.Nth(1).TextContentAsync() ?? "");
        await tab.Page.Keyboard.PressAsync("k");
        await Expect(tab.Choice.First).ToHaveAttributeAsync("aria-current", "true");
        await tab.Page.Keyboard.PressAsync("k");
        await Expect(tab.Choice.First).ToHaveAttributeAsync("aria-current", "true");
    });

    [Fact]
    public Task Slash_goes_to_the_search_and_letters_typed_there_are_words() => chromium.VisitAsync($"#{Known.Refused}@2", async tab =>
    {
        await tab.Page.Keyboard.PressAsync("/");
        await Expect(tab.Page.Locator("#words")).ToBeFocusedAsync();
        await tab.Page.Keyboard.TypeAsync("jk /");
        await Expect(tab.Page.Locator("#words")).ToHaveValueAsync("jk /");
        await tab.HasLinkAsync($"#{Known.Refused}@2");
    });

    [Fact]
    public Task First_tab_leads_to_the_picture_and_loses_nothing() => chromium.VisitAsync($"#{Known.Refused}@2", async tab =>
    {
        await tab.Page.Keyboard.PressAsync("Tab");
        await Expect(tab.Page.GetByText("To the picture")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab.Page.Locator("#stage")).ToBeFocusedAsync();
        await tab.HasLinkAsync($"#{Known.Refused}@2");
        await tab.Page.Keyboard.PressAsync("Tab");
        await Expect(tab.Play).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Tab");
        await Expect(tab.Slider).ToBeFocusedAsync();
    });

    [Fact]
    public Task Everything_that_can_be_used_has_a_name() => chromium.VisitAsync($"#{Known.Refused}@2", async tab =>
    {
        var nameless = await tab.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('a,button,input,select,[tabindex=\"0\"]')].filter(e => !e.closest('pre') && !(e.ariaLabel || e.labels?.length || e.textContent.trim())).map(e => e.outerHTML)");
        Assert.Empty(nameless);
        await Expect(tab.Shown.Locator("svg[role=img]")).ToHaveAccessibleNameAsync(new Regex("^the request is refused.*Tick 2: me unsubscribes.*Tick 6: settled", RegexOptions.Singleline));
    });
}
