using Exchange.EndToEnd.Browser.Running;
using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser;

/// <summary>Language, theme, size of type and narrow windows.</summary>
[Collection(OneBrowser.Name)]
public sealed class DisplayTests(ConsoleCity city)
{
    [Fact]
    public async Task The_language_is_switched_at_once_and_remembered()
    {
        await using var visit = await city.VisitAsync("officer", Display.English);
        await visit.GoAsync("/data/explorer");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "中文" }).ClickAsync();
        await AssertChineseAsync(visit.Page);
        await visit.Page.ReloadAsync();
        await AssertChineseAsync(visit.Page);
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "English" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Explorer");
    }

    [Fact]
    public async Task Dark_is_chosen_by_the_person_or_by_the_system()
    {
        await using var visit = await city.VisitAsync("officer", Display.English);
        await visit.GoAsync("/today");
        var light = await GroundAsync(visit.Page);
        await visit.Page.GetByText("Display", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await visit.Page.GetByLabel("Theme").SelectOptionAsync("dark");
        var dark = await GroundAsync(visit.Page);
        Assert.NotEqual(light, dark);

        await using var night = await city.VisitAsync("officer", Display.English with { IsDark = true });
        await night.GoAsync("/today");
        Assert.Equal(dark, await GroundAsync(night.Page));
    }

    [Fact]
    public async Task Type_grows_in_two_steps_and_everything_stays_in_the_window()
    {
        await using var visit = await city.VisitAsync("officer", Display.English);
        await visit.GoAsync("/today");
        await visit.Page.GetByText("Display", new PageGetByTextOptions { Exact = true }).ClickAsync();
        foreach (var (choice, pixels) in new[] { ("112.5", "18px"), ("125", "20px") })
        {
            await visit.Page.GetByLabel("Size of type").SelectOptionAsync(choice);
            Assert.Equal(pixels, await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).fontSize"));
        }

        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.AssertNoSidewaysScrollAsync();
        await visit.Page.AssertNoViolationAsync();
        await visit.Page.TakeAsync("today-largest-type-en-light");
        await visit.GoAsync("/data/explorer");
        await visit.Page.AssertNoSidewaysScrollAsync();
    }

    [Theory]
    [InlineData("officer", "/today")]
    [InlineData("officer", "/data/explorer")]
    [InlineData("officer", "/account")]
    [InlineData("auditor", "/oversight/records")]
    [InlineData("auditor", "/rules")]
    [InlineData("account-admin", "/operations/accounts")]
    [InlineData("account-admin", "/operations/clients")]
    [InlineData("data-steward", "/data/consents")]
    [InlineData(null, "/sign-in")]
    public async Task A_window_of_320_pixels_is_wide_enough(string? userName, string path)
    {
        var narrow = Display.English with { Width = 320 };
        await using var visit = userName is null ? await city.VisitAsync(narrow) : await city.VisitAsync(userName, narrow);
        await visit.GoAsync(path);
        await visit.Page.TakeAsync($"narrow{path.Replace('/', '-')}");
        await visit.Page.AssertNoSidewaysScrollAsync();
    }

    private static async Task AssertChineseAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("数据查询");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-CN");
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation)).ToContainTextAsync("今日");
    }

    private static Task<string> GroundAsync(IPage page) =>
        page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
