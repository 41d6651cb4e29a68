using System.Text.Json;
using Exchange.EndToEnd.Browser.Running;
using Exchange.EndToEnd.Calls;
using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser;

/// <summary>A client's documents, as an account administrator keeps them.</summary>
[Collection(OneBrowser.Name)]
public sealed class DocumentsTests(ConsoleCity city)
{
    private const string Client = Clients.Inspector;
    private const string Id = "open-place";
    private const string Document = """query Place { place(addressCode: "990102001001-0003") { regionCode } }""";

    private static readonly Display[] Displays = [new("en"), new("en", IsDark: true), new("zh", IsDark: true), new("zh")];

    [Fact]
    public async Task A_document_is_registered_called_by_its_id_and_called_no_more_once_removed()
    {
        await using var visit = await city.VisitAsync("account-admin", Display.English);
        await visit.GoAsync("/operations/clients");
        var dialog = await OpenAsync(visit.Page);
        await Assertions.Expect(dialog).ToContainTextAsync("No document is registered yet.");
        await RegisterAsync(dialog, Document, Id);
        await Assertions.Expect(dialog.Locator("tbody tr")).ToContainTextAsync(Id);
        await Assertions.Expect(dialog.GetByLabel("GraphQL document")).ToHaveValueAsync("");
        Assert.Equal("990102", (await CallAsync()).GetProperty("data").GetProperty("place").GetProperty("regionCode").GetString());
        await CloseAsync(visit.Page);
        await ShowEverywhereAsync(visit);

        dialog = await OpenAsync(visit.Page);
        await Named(dialog, $"Remove document {Id}").ClickAsync();
        var question = visit.Page.GetByRole(AriaRole.Dialog).Last;
        await Assertions.Expect(question).ToContainTextAsync($"{Client} can no longer run {Id}");
        await visit.Page.AssertNoViolationAsync();
        await Named(question, "Remove").ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("No document is registered yet.");
        Assert.True((await CallAsync()).TryGetProperty("errors", out _));
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task A_mistake_is_shown_with_its_place_in_every_display_and_what_was_written_stays()
    {
        const string wrong = "{ place(addressCode: \"990102001001-0003\") { regionCode postman } }";
        await using var visit = await city.VisitAsync("account-admin", Display.English);
        await visit.GoAsync("/operations/clients");
        foreach (var display in Displays)
        {
            await visit.SwitchAsync(display);
            var dialog = await OpenAsync(visit.Page);
            await RegisterAsync(dialog, wrong, "");

            var alert = dialog.GetByRole(AriaRole.Alert);
            await Assertions.Expect(alert).ToContainTextAsync("Line 1, column 56:");
            await Assertions.Expect(alert).ToContainTextAsync("postman");
            await Assertions.Expect(dialog.Locator("textarea")).ToHaveValueAsync(wrong);
            await visit.Page.AssertNoViolationAsync();
            await visit.Page.TakeAsync($"client-documents-mistake-{display}");
            await CloseAsync(visit.Page);
        }
    }

    [Fact]
    public async Task The_documents_are_kept_by_the_keyboard_alone()
    {
        const string id = "typed-place";
        await using var visit = await city.VisitAsync("account-admin", Display.English);
        await visit.GoAsync("/operations/clients");
        var keyboard = visit.Page.Keyboard;
        var open = Named(visit.Page.Locator("tbody"), $"Documents of {Client}");
        await visit.TabToAsync(open);
        await keyboard.PressAsync("Enter");

        var dialog = visit.Page.GetByRole(AriaRole.Dialog);
        await visit.TabToAsync(dialog.GetByLabel("GraphQL document"));
        await keyboard.InsertTextAsync(Document);
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync(id);
        await keyboard.PressAsync("Enter");
        var remove = Named(dialog, $"Remove document {id}");
        await visit.TabToAsync(remove);
        await keyboard.PressAsync("Enter");
        await visit.TabToAsync(Named(visit.Page.GetByRole(AriaRole.Dialog).Last, "Remove"));
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(remove).ToHaveCountAsync(0);

        await keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        Assert.True(await Visit.HasFocusAsync(open), "The focus did not come back to the button that opened the dialog.");
    }

    private static async Task ShowEverywhereAsync(Visit visit)
    {
        foreach (var display in Displays)
        {
            await visit.SwitchAsync(display);
            var dialog = await OpenAsync(visit.Page);
            await Assertions.Expect(dialog.Locator("tbody tr")).ToContainTextAsync(Id);
            await visit.Page.AssertNoViolationAsync();
            await visit.Page.TakeAsync($"client-documents-{display}");
            await CloseAsync(visit.Page);
        }

        await visit.SwitchAsync(Display.English);
    }

    // By places, not by names: they are others in the other language.
    private static async Task<ILocator> OpenAsync(IPage page)
    {
        await page.Locator("tbody tr").Filter(new LocatorFilterOptions { HasText = Client }).GetByRole(AriaRole.Button).Last.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog).First;
        await Assertions.Expect(dialog.Locator("textarea")).ToBeVisibleAsync();
        return dialog;
    }

    private static async Task CloseAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private static async Task RegisterAsync(ILocator dialog, string document, string id)
    {
        await dialog.Locator("textarea").FillAsync(document);
        await dialog.Locator("form input").FillAsync(id);
        await dialog.Locator("button[type=submit]").ClickAsync();
    }

    private static ILocator Named(ILocator part, string name) =>
        part.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name, Exact = true });

    private Task<JsonElement> CallAsync() => city.Hub.Client.CallAsync(Client, Id);
}
