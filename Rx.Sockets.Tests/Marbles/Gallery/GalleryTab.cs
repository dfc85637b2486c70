using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rx.Sockets.Tests.Architecture;
using static Microsoft.Playwright.Assertions;

namespace Rx.Sockets.Tests.Marbles.Gallery;

/// <summary>The gallery in a browser, by the names that its readers would use.</summary>
public sealed class GalleryTab
{
    private readonly ConcurrentQueue<string> _complaints = [];

    public GalleryTab(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) => Complain(message.Type == "error", $"console: {message.Text}");
        page.Request += (_, request) => Complain(new Uri(request.Url).Scheme is not ("file" or "data"), $"request: {request.Url}");
    }

    public static string Address { get; } = new Uri(Repository.PathOf("marbles/gallery/index.html")).AbsoluteUri;

    public IPage Page { get; }

    /// <summary>Errors, and whatever it asked of a network.</summary>
    public IEnumerable<string> Complaints => _complaints;

    public ILocator Slider => Page.GetByRole(AriaRole.Slider, new() { Name = "Tick" });

    public ILocator Play => Page.Locator("#play");

    /// <summary>The scenarios that are shown.</summary>
    public ILocator Shown => Page.Locator("article:visible");

    public ILocator Heading => Shown.Locator("h2");

    /// <summary>The line of the list that the slider is on.</summary>
    public ILocator CurrentLine => Shown.Locator("li[aria-current=step]");

    /// <summary>The scenarios that can be chosen.</summary>
    public ILocator Choice => Page.Locator("#contents a:visible");

    public ILocator Level => Page.Locator("#level");

    public ILocator Verdict => Page.Locator("#verdict");

    /// <summary>What the shown scenario is compared with.</summary>
    public ILocator Second => Page.Locator("#second");

    public ILocator Found => Page.Locator("#found");

    /// <summary>The article of a scenario, shown or not.</summary>
    public ILocator Article(string id) => Page.Locator($"[id='{id}']");

    public Task OpenAsync(string link) => Page.GotoAsync(Address + link);

    public async Task ResizeAsync(int width)
    {
        await Page.SetViewportSizeAsync(width, 850);
        await Page.WaitForFunctionAsync("width => innerWidth === width", width);
    }

    public async Task IsAtTickAsync(long tick)
    {
        await Expect(Page.Locator("#tick")).ToHaveTextAsync(string.Create(CultureInfo.InvariantCulture, $"tick {tick}"));
        await Expect(Slider).ToHaveAttributeAsync("aria-valuetext", new Regex(string.Create(CultureInfo.InvariantCulture, $"^tick {tick}: ")));
    }

    /// <summary>The part of the address from # on, which readers copy.</summary>
    public Task HasLinkAsync(string link) => Expect(Page).ToHaveURLAsync(Address + link);

    private void Complain(bool isBad, string what)
    {
        if (isBad) _complaints.Enqueue(what);
    }
}
