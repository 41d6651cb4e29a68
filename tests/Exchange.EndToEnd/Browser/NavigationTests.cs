using System.Text.RegularExpressions;
using Exchange.EndToEnd.Browser.Running;
using Exchange.EndToEnd.Calls;
using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser;

/// <summary>The navigation offers what a role has, in the order of the jobs, and nothing else.</summary>
[Collection(OneBrowser.Name)]
public sealed class NavigationTests(ConsoleCity city)
{
    [Theory]
    [InlineData("officer", "Today", "Explorer", "Access records")]
    [InlineData("auditor", "Today", "Explorer", "Policy versions", "Access records")]
    [InlineData("policy-admin", "Today", "Explorer", "Policy versions")]
    [InlineData("data-steward", "Today", "Explorer", "Consents", "Policy versions")]
    [InlineData("account-admin", "Today", "Explorer", "Accounts", "Clients")]
    public async Task The_navigation_shows_only_the_pages_of_the_role(string userName, params string[] pages)
    {
        await using var visit = await city.VisitAsync(userName, Display.English);
        await visit.GoAsync("/today");
        var links = visit.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link);
        Assert.Equal(pages, await links.AllInnerTextsAsync());
    }

    [Fact]
    public async Task Every_page_has_its_own_address_and_marks_its_place()
    {
        await using var visit = await city.VisitAsync("auditor", Display.English);
        await visit.GoAsync("");
        foreach (var (link, path) in new[]
        {
            ("Policy versions", "/console/rules"), ("Access records", "/console/oversight/records"), ("Today", "/console/today"),
        })
        {
            var place = visit.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = link });
            await place.ClickAsync();
            await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync(link);
            Assert.Equal(path, new Uri(visit.Page.Url).AbsolutePath);
            await Assertions.Expect(place).ToHaveAttributeAsync("aria-current", "page");
        }
    }

    [Fact]
    public async Task A_browser_that_opens_the_graph_is_led_to_the_explorer()
    {
        await using var visit = await city.VisitAsync("officer", Display.English);
        await visit.Page.GotoAsync("/graphql");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Explorer");
    }

    [Fact]
    public async Task The_page_of_today_tells_what_was_asked_and_can_be_held_still()
    {
        await using var visit = await city.VisitAsync("auditor", Display.English);
        await city.Hub.Client.AskAsync(
            Clients.AssistanceOfficer, $$"""{ person(citizenNo: "{{People.WangLei}}") { alive } }""", Clients.Assistance);
        await visit.GoAsync("/today");
        var withheld = visit.Page.GetByRole(AriaRole.Table, new PageGetByRoleOptions { Name = "Withheld by reason" });
        await Assertions.Expect(withheld).ToContainTextAsync("No consent");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Img))
            .ToHaveAttributeAsync("aria-label", new Regex("every five minutes.*[1-9]"));
        var departments = visit.Page.GetByRole(AriaRole.Table, new PageGetByRoleOptions { Name = "Departments" });
        await Assertions.Expect(departments.Locator("tbody tr")).ToHaveCountAsync(8);

        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Paused.")).ToBeVisibleAsync();
        Assert.Empty(visit.Troubles);
    }
}
