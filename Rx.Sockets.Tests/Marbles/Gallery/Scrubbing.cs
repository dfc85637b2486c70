using static Microsoft.Playwright.Assertions;

namespace Rx.Sockets.Tests.Marbles.Gallery;

/// <summary>Each way to go through the ticks of a scenario.</summary>
[Collection(typeof(OneChromium))]
public sealed class Scrubbing(Chromium chromium)
{
    // The columns that the cursor covers, and whether exactly what lies behind them is faded.
    private const string LooksRight = """
        article => {
          const svg = article.querySelector('.picture svg'), cursor = svg.querySelector('.cursor'), veil = svg.querySelector('.veil');
          const [left, step] = [+svg.dataset.left, +svg.dataset.step], at = (cursor.getAttribute('x') - left) / step;
          const rightFades = [...svg.querySelectorAll('[data-at]')].every(g => (getComputedStyle(g).opacity < .5) === +g.dataset.at > at);
          const rightVeil = +veil.getAttribute('x') === left + step * (at + 1);
          return rightFades && rightVeil ? at : NaN;
        }
        """;

    private static readonly int[] Ticks = [5, 2, Known.RefusedEnd, 0];

    [Fact]
    public Task Slider_moves_the_cursor_and_fades_what_is_to_come() => chromium.VisitAsync($"#{Known.Refused}@3", async tab =>
    {
        foreach (var tick in Ticks)
        {
            await tab.Slider.FillAsync($"{tick}");
            await tab.IsAtTickAsync(tick);
            await tab.HasLinkAsync($"#{Known.Refused}@{tick}");
            Assert.Equal(tick, await tab.Shown.EvaluateAsync<double>(LooksRight));
        }
    });

    [Fact]
    public Task Slider_has_the_keys_of_a_slider() => chromium.VisitAsync($"#{Known.Refused}@2", async tab =>
    {
        await tab.Slider.PressAsync("ArrowRight");
        await tab.IsAtTickAsync(3);
        await tab.Slider.PressAsync("End");
        await tab.IsAtTickAsync(Known.RefusedEnd);
        await tab.Slider.PressAsync("Home");
        await tab.IsAtTickAsync(0);
    });

    [Fact]
    public Task Lines_of_the_list_follow_and_lead() => chromium.VisitAsync($"#{Known.Refused}@0", async tab =>
    {
        await tab.Shown.Locator("li").GetByText("the peer reads 3").ClickAsync();
        await tab.IsAtTickAsync(5);
        await Expect(tab.CurrentLine).ToHaveTextAsync("5 the peer reads 3; the wire carries \"llo\"");
        await Expect(tab.Shown.Locator(".ticks .later")).ToHaveCountAsync(1);
    });

    [Fact]
    public Task Click_in_the_picture_goes_to_its_tick() => chromium.VisitAsync($"#{Known.Refused}@0", async tab =>
    {
        await tab.Shown.Locator("[data-at='6'] circle").ClickAsync();
        await tab.IsAtTickAsync(6);
        await tab.Shown.Locator("[data-at='2'] path").First.ClickAsync();
        await tab.IsAtTickAsync(2);
    });

    [Fact]
    public Task Time_that_is_cut_is_one_step() => chromium.VisitAsync("#sending.slices-and-sizes.a-big-one-is-drawn-as-slices-of-its-send@6", async tab =>
    {
        await tab.IsAtTickAsync(6);
        await tab.Slider.PressAsync("ArrowRight");
        await tab.IsAtTickAsync(799);
    });
}
