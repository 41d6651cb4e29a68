using Exchange.EndToEnd.Browser.Running;
using Exchange.EndToEnd.Running;
using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser;

/// <summary>A city's new hub, from the code that it prints to its first administrator at work.</summary>
[Collection(OneBrowser.Name)]
public sealed class WelcomeTests(ConsoleCity city) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whoever_has_the_printed_code_becomes_the_first_administrator_and_nobody_after()
    {
        await using var hub = await NewHub.StartAsync(_folder.Location, _folder.Of("data"));
        var address = new UriBuilder(hub.Address) { Host = "localhost" }.Uri;
        await using var visit = await city.VisitAsync(address, Display.English);
        await CreateAsync(visit, "AAAA-AAAA-AAAA-AAAA-AAAA", "keeper");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This code is not accepted");

        await CreateAsync(visit, hub.Code, "keeper");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Today");
        await visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Accounts", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Rowheader, new PageGetByRoleOptions { Name = "keeper" })).ToBeVisibleAsync();
        await visit.Page.TakeAsync("accounts-of-a-new-hub-en-light");
        Assert.Empty(visit.Troubles);

        await using var second = await city.VisitAsync(address, Display.English);
        await CreateAsync(second, hub.Code, "second");
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("the first account exists already");
    }

    private static async Task CreateAsync(Visit visit, string code, string userName)
    {
        await visit.GoAsync("/welcome");
        await visit.Page.GetByLabel("One-time code").FillAsync(code);
        await visit.Page.GetByLabel("Account name").FillAsync(userName);
        await visit.Page.GetByLabel("New password", new PageGetByLabelOptions { Exact = true }).FillAsync("seven-lamps-on-the-wall");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Create account" }).ClickAsync();
    }
}
