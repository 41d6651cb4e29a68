using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser.Running;

/// <summary>What every screen has to hold: WCAG 2.2 level AA as far as axe can see it, and the page's own outline.</summary>
internal static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    public static async Task AssertNoViolationAsync(this IPage page)
    {
        var result = await page.RunAxe(Rules);
        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.SelectMany(violation =>
            violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}")));
    }

    /// <summary>One main heading, which names the window; one main part, one header; the page says its language.</summary>
    public static async Task AssertOutlineAsync(this IPage page, string language)
    {
        var heading = await Assert.Single(await page.Locator("h1").AllAsync()).InnerTextAsync();
        Assert.NotEmpty(heading);
        Assert.StartsWith(heading, await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Single(await page.GetByRole(AriaRole.Main).AllAsync());
        Assert.Single(await page.GetByRole(AriaRole.Banner).AllAsync());
        Assert.StartsWith(language, await page.Locator("html").GetAttributeAsync("lang"), StringComparison.Ordinal);
    }

    /// <summary>Nothing is cut off or scrolled sideways (WCAG 2.2, 1.4.10).</summary>
    public static async Task AssertNoSidewaysScrollAsync(this IPage page)
    {
        var excess = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(excess <= 0, $"{page.Url} is {excess} pixels wider than the window.");
    }
}
