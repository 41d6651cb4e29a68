using Exchange.EndToEnd.Browser.Running;
using Exchange.EndToEnd.Calls;
using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser;

/// <summary>Listening to events in the explorer: they come by themselves, and the connection ends with what it is for.</summary>
[Collection(OneBrowser.Name)]
public sealed class SubscriptionTests(ConsoleCity city)
{
    [Fact]
    public async Task Events_are_shown_as_they_come_with_what_was_withheld_of_the_last_until_they_are_stopped()
    {
        await using var visit = await city.VisitAsync("auditor", Display.English);
        var (explorer, ended) = await ListenAsync(visit);
        var first = await explorer.AccessId.InnerTextAsync();
        await Assertions.Expect(explorer.AccessId).Not.ToHaveTextAsync(first);
        await Assertions.Expect(explorer.Response).ToContainTextAsync("hazardKind");
        await Assertions.Expect(explorer.Withheld).ToContainTextAsync("Place.safetyGrade");
        await Assertions.Expect(explorer.Sources).ToContainTextAsync("Grid Centre");
        await visit.Page.AssertNoViolationAsync();
        await visit.Page.TakeAsync("explorer-subscription-en-light");

        await explorer.Stop.ClickAsync();
        await ended;
        await Assertions.Expect(explorer.Run).ToBeVisibleAsync();
        await Assertions.Expect(explorer.Response).ToContainTextAsync("hazardKind");

        await explorer.Run.ClickAsync();
        await Assertions.Expect(explorer.Stop).ToBeVisibleAsync();
        await Assertions.Expect(explorer.Response).ToContainTextAsync("hazardKind");
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task Listening_ends_with_the_token_that_it_was_begun_with()
    {
        await using var visit = await city.VisitAsync("auditor", Display.English);
        var (explorer, ended) = await ListenAsync(visit);
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Forget the token" }).ClickAsync();
        await ended;
        await Assertions.Expect(explorer.Run).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Listening_ends_when_the_page_is_left()
    {
        await using var visit = await city.VisitAsync("auditor", Display.English);
        var (_, ended) = await ListenAsync(visit);
        await visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Access records" }).ClickAsync();
        await ended;
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task A_subscription_with_a_mistake_is_answered_once_and_is_over()
    {
        await using var visit = await city.VisitAsync("officer", Display.English);
        var explorer = new ExplorerPage(visit);
        await explorer.OpenAsync();
        await visit.TabToAsync(explorer.Editor);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.TypeAsync("subscription { postman ");
        await visit.Page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Table, new PageGetByRoleOptions { Name = "Refused" })).ToContainTextAsync("postman");
        await Assertions.Expect(explorer.Run).ToBeVisibleAsync();
    }

    /// <summary>Listens as an inspector; gives the page with an event on it, and what happens when the connection ends.</summary>
    private async Task<(ExplorerPage Explorer, Task Ended)> ListenAsync(Visit visit)
    {
        var explorer = new ExplorerPage(visit);
        await explorer.OpenAsync();
        await explorer.UseTokenAsync(await city.Hub.Client.TokenAsync(Clients.Inspector));
        await explorer.TakeExampleAsync("hazards", "Hazards");
        await Assertions.Expect(visit.Page.GetByLabel("Purpose")).ToHaveValueAsync("inspection.planning");

        var request = await visit.Page.RunAndWaitForRequestAsync(() => explorer.Run.ClickAsync(), "**/graphql");
        Assert.Equal("text/event-stream", await request.HeaderValueAsync("accept"));
        var ended = new TaskCompletionSource();
        visit.Page.RequestFailed += (_, failed) => Note(failed);
        visit.Page.RequestFinished += (_, finished) => Note(finished);
        await Assertions.Expect(explorer.Response).ToContainTextAsync("eventReported");
        Assert.False(ended.Task.IsCompleted);
        return (explorer, ended.Task.WaitAsync(TimeSpan.FromMilliseconds(Visit.Patience)));

        void Note(IRequest over)
        {
            if (over == request)
            {
                ended.TrySetResult();
            }
        }
    }
}
