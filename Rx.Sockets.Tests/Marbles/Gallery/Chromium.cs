using Microsoft.Playwright;
using Rx.Sockets.Tests.Support;

namespace Rx.Sockets.Tests.Marbles.Gallery;

/// <summary>A real browser, started once: the Chromium that the machine has. Nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Program { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named
        ? (File.Exists(named) ? named : Machine.Find(named))
        : Machine.Find("chromium");

    public async ValueTask InitializeAsync()
    {
        if (Program is null) return;
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", BuildFact.Of("PlaywrightDriver"));
        Assertions.SetDefaultExpectTimeout((float)Deadline.Limit.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync().Within();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            // It shows a file of ours, and in containers its sandbox does not start.
            ChromiumSandbox = false,
            Timeout = (float)Deadline.Limit.TotalMilliseconds,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens the committed page in a window of its own, does what is asked there, and fails if the page has complained meanwhile.</summary>
    /// <param name="link">The part of the address from # on.</param>
    /// <param name="steps">What is done there.</param>
    /// <param name="window">How it is opened.</param>
    public async Task VisitAsync(string link, Func<GalleryTab, Task> steps, BrowserNewContextOptions? window = null)
    {
        Machine.Needs("chromium", _browser is not null, "NOT TESTED: chromium is not installed, so nobody has opened the gallery.");
        window ??= new();
        window.ViewportSize ??= new() { Width = 1400, Height = 900 };
        await using var context = await _browser!.NewContextAsync(window);
        context.SetDefaultTimeout((float)Deadline.Limit.TotalMilliseconds);
        var tab = new GalleryTab(await context.NewPageAsync());
        await tab.OpenAsync(link);
        await steps(tab);
        Assert.Empty(tab.Complaints);
    }
}
