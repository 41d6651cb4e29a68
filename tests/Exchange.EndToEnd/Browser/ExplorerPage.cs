using System.Text.Json;
using Exchange.EndToEnd.Browser.Running;
using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser;

/// <summary>The explorer as its user finds it: fields by their labels, tables by their names.</summary>
internal sealed class ExplorerPage(Visit visit)
{
    public IPage Page => visit.Page;

    public ILocator Editor => Page.Locator(".graphiql-query-editor .graphiql-editor");

    public ILocator Withheld => Page.GetByRole(AriaRole.Table, new PageGetByRoleOptions { Name = "Withheld" });

    public ILocator Reduced => Page.GetByRole(AriaRole.Table, new PageGetByRoleOptions { Name = "Shown in part" });

    public ILocator Sources => Page.GetByRole(AriaRole.Table, new PageGetByRoleOptions { Name = "Departments asked" });

    /// <summary>The answer, or the last event.</summary>
    public ILocator Response => Page.Locator(".graphiql-response .view-lines");

    /// <summary>The access id beside the answer.</summary>
    public ILocator AccessId => Page.Locator("dd code").First;

    public ILocator Stop => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Stop query" });

    public ILocator Run => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Execute query" });

    public async Task OpenAsync()
    {
        await visit.GoAsync("/data/explorer");
        await Page.Locator(".graphiql-query-editor .view-lines").WaitForAsync();
        await visit.SettleAsync();
    }

    public async Task TakeExampleAsync(string id, string firstWord)
    {
        await Page.GetByLabel("Example queries").SelectOptionAsync(id);
        await Assertions.Expect(Page.Locator(".graphiql-query-editor .view-lines")).ToContainTextAsync(firstWord);
    }

    /// <summary>Asks as a demo client from here on.</summary>
    public async Task UseTokenAsync(string token)
    {
        await Page.GetByLabel("Or paste an access token").FillAsync(token);
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Use this token" }).ClickAsync();
        await visit.SettleAsync();
    }

    /// <summary>Does what asks the hub, and returns what the hub answered.</summary>
    public async Task<JsonElement> AskAsync(Func<Task> act)
    {
        // WHY: on a slow machine the page may still be reading the schema for its completion when the question is asked.
        var response = await Page.RunAndWaitForResponseAsync(act, response =>
            response.Url.EndsWith("/graphql", StringComparison.Ordinal)
            && response.Request.PostData?.Contains("__schema", StringComparison.Ordinal) is not true);
        return (await response.JsonAsync())!.Value;
    }
}
