using Exchange.EndToEnd.Browser.Running;
using Exchange.EndToEnd.Federation;
using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser;

/// <summary>The explorer of a federation gateway for development: nobody signs in, and nothing else of the console is needed.</summary>
[Collection(OneBrowser.Name)]
public sealed class OpenExplorerTests(ConsoleCity city, TwoDepartments departments) : IClassFixture<TwoDepartments>
{
    [Fact]
    public async Task Who_opens_the_gateway_in_a_browser_asks_it_without_signing_in()
    {
        await using var visit = await city.VisitAsync(departments.Gateway.Address, Display.English);

        // The editor reads the schema by itself; what is asked afterwards is the question.
        await visit.Page.RunAndWaitForResponseAsync(() => visit.Page.GotoAsync("/graphql"), response => response.Request.Method == "POST");
        await visit.Page.Locator(".graphiql-query-editor .view-lines").WaitForAsync();
        Assert.EndsWith("/console/explorer.html", visit.Page.Url, StringComparison.Ordinal);

        var explorer = new ExplorerPage(visit);
        await explorer.Editor.ClickAsync();
        await visit.Page.Keyboard.InsertTextAsync("{ latest { book { title } } }");
        var answer = await explorer.AskAsync(() => explorer.Run.ClickAsync());

        Assert.Equal("""{"latest":{"book":{"title":"第一册"}}}""", answer.GetProperty("data").GetRawText());
        await Assertions.Expect(explorer.Response).ToContainTextAsync("第一册");
        Assert.Empty(visit.Troubles);
    }
}
