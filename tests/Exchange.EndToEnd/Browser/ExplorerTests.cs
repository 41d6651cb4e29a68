using System.Text.Json;
using Exchange.EndToEnd.Browser.Running;
using Exchange.EndToEnd.Calls;
using Microsoft.Playwright;

namespace Exchange.EndToEnd.Browser;

/// <summary>Asking the graph in the console, by a person and as a client.</summary>
[Collection(OneBrowser.Name)]
public sealed class ExplorerTests(ConsoleCity city)
{
    [Fact]
    public async Task An_officer_asks_for_a_household_and_reads_whose_consent_is_missing_and_where_to_ask()
    {
        await using var visit = await city.VisitAsync("officer", Display.English);
        var (explorer, answer) = await AskForTheHouseholdAsync(visit);

        var wangLei = await IndexOfWangLeiAsync(answer);
        var row = explorer.Withheld.Locator("tbody tr").Filter(new LocatorFilterOptions { HasText = "Person.alive" });
        await Assertions.Expect(row).ToHaveCountAsync(1);
        await Assertions.Expect(row).ToContainTextAsync("No consent");
        await Assertions.Expect(row).ToContainTextAsync("CONSENT_MISSING");
        await Assertions.Expect(row).ToContainTextAsync($"person.household.members.{wangLei}.alive");
        await Assertions.Expect(row).ToContainTextAsync("Ask the data steward");

        var accessId = answer.GetProperty("extensions").GetProperty("exchange").GetProperty("accessId").GetString()!;
        await Assertions.Expect(visit.Page.GetByText(accessId, new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(explorer.Sources.Locator("tbody tr")).Not.ToHaveCountAsync(0);
        await visit.Page.AssertNoViolationAsync();
        await visit.Page.TakeAsync("explorer-answer-en-light");
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task The_auditor_finds_the_record_of_what_the_officer_asked()
    {
        await using var officer = await city.VisitAsync("officer", Display.English);
        var (_, answer) = await AskForTheHouseholdAsync(officer);
        var accessId = answer.GetProperty("extensions").GetProperty("exchange").GetProperty("accessId").GetString()!;

        await using var auditor = await city.VisitAsync("auditor", Display.English);
        await auditor.GoAsync("/oversight/records");
        var newest = auditor.Page.Locator("tbody tr").Filter(new LocatorFilterOptions { HasText = "console" }).First;
        await newest.GetByRole(AriaRole.Button).ClickAsync();
        var detail = auditor.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(detail).ToContainTextAsync(accessId);
        await Assertions.Expect(detail).ToContainTextAsync("Eligibility for social assistance");
        await Assertions.Expect(detail).ToContainTextAsync("No consent");
        var shown = await detail.InnerTextAsync();
        Assert.All(People.Traces, trace => Assert.DoesNotContain(trace, shown, StringComparison.Ordinal));
        await auditor.Page.AssertNoViolationAsync();
        await auditor.Page.TakeAsync("access-record-en-light");
    }

    [Fact]
    public async Task A_client_asks_by_its_secret_and_sees_what_was_cut()
    {
        await using var visit = await city.VisitAsync("auditor", Display.English);
        var explorer = new ExplorerPage(visit);
        await explorer.OpenAsync();
        await Assertions.Expect(visit.Page.GetByLabel("I, auditor")).ToBeDisabledAsync();

        var doctor = city.Hub.Client.Credentials.Client(Clients.CommunityDoctor);
        await visit.Page.GetByLabel("Client id").FillAsync(doctor.ClientId);
        await visit.Page.GetByLabel("Client secret").FillAsync(doctor.ClientSecret);
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Get a token" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByText($"Asking as {doctor.ClientId}.")).ToBeVisibleAsync();
        await visit.SettleAsync();

        await explorer.TakeExampleAsync("heat", "HeatCare");
        await Assertions.Expect(visit.Page.GetByLabel("Purpose")).ToHaveValueAsync("care.heat");
        var answer = await explorer.AskAsync(() => explorer.Run.ClickAsync());
        Assert.Equal("HIGH", answer.GetProperty("data").GetProperty("person").GetProperty("heatRisk").GetString());
        await Assertions.Expect(explorer.Reduced).ToContainTextAsync("Person.registeredAddress");
        await Assertions.Expect(explorer.Reduced).ToContainTextAsync("street");
        Assert.Empty(visit.Troubles);
    }

    [Fact]
    public async Task An_emergency_is_declared_in_words_and_stands_in_the_record()
    {
        const string why = "高温红色预警，逐户探访";
        await using var visit = await city.VisitAsync("auditor", Display.English);
        var explorer = new ExplorerPage(visit);
        await explorer.OpenAsync();
        await Assertions.Expect(visit.Page.GetByLabel("Why this is an emergency")).ToHaveCountAsync(0);
        await visit.Page.GetByLabel("Or paste an access token").FillAsync(await city.Hub.Client.TokenAsync(Clients.CommunityDoctor));
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Use this token" }).ClickAsync();
        await explorer.TakeExampleAsync("heat", "HeatCare");
        await visit.Page.GetByLabel("Why this is an emergency").FillAsync(why);
        await visit.Page.AssertNoViolationAsync();
        var request = await visit.Page.RunAndWaitForRequestAsync(() => explorer.Run.ClickAsync(), "**/graphql");
        Assert.Equal(Uri.EscapeDataString(why), await request.HeaderValueAsync("exchange-emergency"));
        await Assertions.Expect(explorer.Reduced).ToBeVisibleAsync();

        await visit.GoAsync("/oversight/records");
        await visit.Page.Locator("tbody tr").Filter(new LocatorFilterOptions { HasText = Clients.CommunityDoctor }).First
            .GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("emergency");
    }

    [Fact]
    public async Task Wrong_credentials_of_a_client_are_refused_in_words()
    {
        await using var visit = await city.VisitAsync("auditor", Display.English);
        await new ExplorerPage(visit).OpenAsync();
        await visit.Page.GetByLabel("Client id").FillAsync(Clients.CommunityDoctor);
        await visit.Page.GetByLabel("Client secret").FillAsync("wrong");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Get a token" }).ClickAsync();

        // The editor has alerts of its own, which are empty.
        var alert = visit.Page.GetByRole(AriaRole.Alert).Filter(new LocatorFilterOptions { HasText = "The hub refused these credentials" });
        await Assertions.Expect(alert).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nothing_of_a_question_stays_in_the_browser()
    {
        await using var visit = await city.VisitAsync("officer", Display.English);
        await AskForTheHouseholdAsync(visit);
        const string everything =
            """
            async () => JSON.stringify([
              { ...localStorage }, { ...sessionStorage }, (await indexedDB.databases()).length, (await caches.keys()).length,
            ])
            """;
        var kept = await visit.Page.EvaluateAsync<string>(everything);
        Assert.EndsWith(",0,0]", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("person", kept, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("graphiql", kept, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SA-2026-000123", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_editor_is_used_and_left_by_the_keyboard_alone()
    {
        await using var visit = await city.VisitAsync("officer", Display.English);
        var explorer = new ExplorerPage(visit);
        await explorer.OpenAsync();
        await visit.TabToAsync(explorer.Editor);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.TypeAsync("{ me { client ");
        var answer = await explorer.AskAsync(() => visit.Page.Keyboard.PressAsync("Control+Enter"));
        Assert.Equal("console", answer.GetProperty("data").GetProperty("me").GetProperty("client").GetString());

        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.False(await explorer.Editor.EvaluateAsync<bool>("editor => editor.contains(document.activeElement)"));
    }

    [Fact]
    public async Task The_schema_is_there_to_be_read()
    {
        await using var visit = await city.VisitAsync("officer", Display.English);
        await new ExplorerPage(visit).OpenAsync();
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Documentation Explorer" }).ClickAsync();
        var documentation = visit.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Documentation Explorer" });
        await documentation.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Query", Exact = true }).ClickAsync();
        await Assertions.Expect(documentation).ToContainTextAsync("organization");
        await visit.Page.AssertNoViolationAsync();
        await visit.Page.TakeAsync("explorer-documentation-en-light");
    }

    private static async Task<(ExplorerPage Explorer, JsonElement Answer)> AskForTheHouseholdAsync(Visit visit)
    {
        var explorer = new ExplorerPage(visit);
        await explorer.OpenAsync();
        await explorer.TakeExampleAsync("assistance", "Assistance");
        await Assertions.Expect(visit.Page.GetByLabel("Purpose")).ToHaveValueAsync("assistance.eligibility");
        await Assertions.Expect(visit.Page.GetByLabel("Case number")).ToHaveValueAsync("SA-2026-000123");
        var answer = await explorer.AskAsync(() => explorer.Run.ClickAsync());
        await Assertions.Expect(explorer.Withheld).ToBeVisibleAsync();
        return (explorer, answer);
    }

    // A pseudonym belongs to a department: the client of the officer's department is shown the same one.
    private async Task<int> IndexOfWangLeiAsync(JsonElement answer)
    {
        var alone = await city.Hub.Client.AskAsync(
            Clients.AssistanceOfficer, $$"""{ person(citizenNo: "{{People.WangLei}}") { pid } }""", Clients.Assistance);
        var pid = alone.At("person.pid").GetString();
        var members = answer.GetProperty("data").GetProperty("person").GetProperty("household").GetProperty("members");
        var index = members.EnumerateArray().ToList().FindIndex(member => member.GetProperty("pid").GetString() == pid);
        Assert.InRange(index, 0, 2);
        return index;
    }
}
