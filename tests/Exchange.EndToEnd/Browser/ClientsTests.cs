using System.Net;
using Exchange.EndToEnd.Browser.Running;
using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser;

/// <summary>The departments' clients, as their administrator keeps them: what is handed over works, what is suspended does not.</summary>
[Collection(OneBrowser.Name)]
public sealed class ClientsTests(ConsoleCity city)
{
    private const string ClientId = "housing-new-desk";

    [Fact]
    public async Task A_client_is_registered_gets_tokens_by_its_secret_and_none_once_suspended()
    {
        await using var visit = await city.VisitAsync("account-admin", Display.English);
        await visit.GoAsync("/operations/clients");
        var secret = await RegisterAsync(visit);
        Assert.Equal(HttpStatusCode.OK, await TokenAsync(secret));

        await OpenAsync(visit.Page);
        await visit.Page.AssertNoViolationAsync();
        await visit.Page.TakeAsync("client-en-light");
        var renewed = await RenewAsync(visit.Page);
        Assert.NotEqual(secret, renewed);
        Assert.NotEqual(HttpStatusCode.OK, await TokenAsync(secret));
        Assert.Equal(HttpStatusCode.OK, await TokenAsync(renewed));

        await SwitchAsync(visit.Page, "Suspend", "suspended");
        Assert.NotEqual(HttpStatusCode.OK, await TokenAsync(renewed));
        await SwitchAsync(visit.Page, "Let in again", "on");
        Assert.Equal(HttpStatusCode.OK, await TokenAsync(renewed));
        Assert.Empty(visit.Troubles);
    }

    private static async Task<string> RegisterAsync(Visit visit)
    {
        var page = visit.Page;
        await Button(page, "Register a client").ClickAsync();
        await page.AssertNoViolationAsync();
        await page.TakeAsync("client-new-en-light");
        await page.GetByLabel("Client id").FillAsync(ClientId);
        await page.GetByLabel("Department").SelectOptionAsync("housing");
        await page.GetByRole(AriaRole.Checkbox, new PageGetByRoleOptions { Name = "Housing clerk" }).CheckAsync();
        await page.GetByLabel("Region code").FillAsync("9901");
        await page.GetByRole(AriaRole.Checkbox, new PageGetByRoleOptions { Name = "Allocation of public housing" }).CheckAsync();
        await page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Officer", Exact = true }).FillAsync("ho-0900");
        await Button(page, "Register client").ClickAsync();
        await Assertions.Expect(page.GetByText($"Secret of {ClientId}")).ToBeVisibleAsync();
        await page.AssertNoViolationAsync();
        return await TakeSecretAsync(page);
    }

    private static async Task<string> RenewAsync(IPage page)
    {
        await Button(page, "Renew secret").ClickAsync();
        await Button(page, "Renew secret").Last.ClickAsync();
        return await TakeSecretAsync(page);
    }

    private static async Task<string> TakeSecretAsync(IPage page)
    {
        var secret = await page.Locator("code[translate=no]").InnerTextAsync();
        await Button(page, "Done").ClickAsync();
        Assert.DoesNotContain(secret, await page.ContentAsync(), StringComparison.Ordinal);
        return secret;
    }

    private static async Task SwitchAsync(IPage page, string act, string state)
    {
        await OpenAsync(page);
        await Button(page, act).ClickAsync();
        await Button(page, act).Last.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        var row = page.Locator("tbody tr").Filter(new LocatorFilterOptions { HasText = ClientId });
        await Assertions.Expect(row.GetByText(state, new LocatorGetByTextOptions { Exact = true })).ToBeVisibleAsync();
    }

    private static Task OpenAsync(IPage page) => Button(page, $"Change {ClientId}").ClickAsync();

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    private async Task<HttpStatusCode> TokenAsync(string secret)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        return (await city.Hub.Client.TokenRequestAsync(form, (ClientId, secret))).Status;
    }
}
