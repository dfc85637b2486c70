using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Rx.Sockets.Tests.Marbles.Gallery;

/// <summary>Play, in the browser's own virtual time.</summary>
[Collection(typeof(OneChromium))]
public sealed class Playing(Chromium chromium)
{
    [Theory]
    [InlineData(ReducedMotion.NoPreference, 500)]
    [InlineData(ReducedMotion.Reduce, 1500)]
    public Task A_tick_each_half_second_slower_for_those_who_want_it_calm(ReducedMotion motion, int pace) => VisitAsync($"#{Known.Refused}@0", motion, async tab =>
    {
        await tab.Play.ClickAsync();
        await Expect(tab.Play).ToHaveTextAsync("Pause");
        await tab.Page.Clock.RunForAsync(pace - 1);
        await tab.IsAtTickAsync(0);
        await tab.Page.Clock.RunForAsync(1);
        await tab.IsAtTickAsync(1);
        await tab.Page.Clock.RunForAsync(3 * pace);
        await tab.IsAtTickAsync(4);
    });

    [Fact]
    public Task It_ends_with_the_scenario_and_begins_anew() => VisitAsync($"#{Known.Refused}@{Known.RefusedEnd - 1}", async tab =>
    {
        await tab.Play.ClickAsync();
        await tab.Page.Clock.RunForAsync(5000);
        await tab.IsAtTickAsync(Known.RefusedEnd);
        await Expect(tab.Play).ToHaveTextAsync("Play");

        await tab.Play.ClickAsync();
        await tab.IsAtTickAsync(0);
        await Expect(tab.Play).ToHaveTextAsync("Pause");
    });

    [Fact]
    public Task Space_plays_and_pauses_and_touching_the_slider_pauses() => VisitAsync($"#{Known.Refused}@0", async tab =>
    {
        await tab.Page.Keyboard.PressAsync("Space");
        await Expect(tab.Play).ToHaveTextAsync("Pause");
        await tab.Page.Keyboard.PressAsync("Space");
        await Expect(tab.Play).ToHaveTextAsync("Play");
        await tab.Page.Clock.RunForAsync(5000);
        await tab.IsAtTickAsync(0);

        await tab.Page.Keyboard.PressAsync("Space");
        await tab.Page.Clock.RunForAsync(1000);
        await tab.Slider.FillAsync("7");
        await tab.Page.Clock.RunForAsync(5000);
        await tab.IsAtTickAsync(7);
    });

    private Task VisitAsync(string link, Func<GalleryTab, Task> steps) => VisitAsync(link, ReducedMotion.NoPreference, steps);

    private Task VisitAsync(string link, ReducedMotion motion, Func<GalleryTab, Task> steps) => chromium.VisitAsync(
        link,
        async tab =>
        {
            // The clock of the page stands still, except where a test runs it.
            await tab.Page.Clock.InstallAsync(new() { TimeDate = DateTime.UnixEpoch });
            await tab.Page.Clock.PauseAtAsync(DateTime.UnixEpoch.AddDays(1));
            await tab.Page.ReloadAsync();
            await steps(tab);
        },
        new() { ReducedMotion = motion });
}
